// SPDX-License-Identifier: MIT
//! The crate vm-memory, as a monitor uses it, behind C functions.

use std::ffi::c_void;
use vm_memory::{GuestAddress, GuestMemory, GuestMemoryMmap};
use vm_memory::{GuestRegionMmap, MmapRegion};

/// As struct bench_range in map.h.
#[repr(C)]
pub struct Range {
    start: u64,
    end: u64,
    kind: u64,
}

/// Make a guest memory of `count` regions. They share one place that is never
/// touched: the kernel would not map a million.
///
/// # Safety
///
/// `ranges` points to `count` ranges in address order.
#[no_mangle]
pub unsafe extern "C" fn bench_vm_memory_make(
    ranges: *const Range,
    count: usize,
) -> *mut c_void {
    let ranges = std::slice::from_raw_parts(ranges, count);
    let regions = ranges
        .iter()
        .map(|range| {
            let size = (range.end - range.start) as usize;
            let place = 4096 as *mut u8;
            let map = MmapRegion::build_raw(place, size, 0, 0).unwrap();
            GuestRegionMmap::new(map, GuestAddress(range.start)).unwrap()
        })
        .collect();
    let memory: GuestMemoryMmap = GuestMemoryMmap::from_regions(regions).unwrap();
    Box::into_raw(Box::new(memory)) as *mut c_void
}

/// Say whether some region holds the address.
///
/// # Safety
///
/// `memory` comes from bench_vm_memory_make().
#[no_mangle]
pub unsafe extern "C" fn bench_vm_memory_holds(
    memory: *const c_void,
    address: u64,
) -> bool {
    let memory = &*(memory as *const GuestMemoryMmap);
    memory.find_region(GuestAddress(address)).is_some()
}

/// # Safety
///
/// `memory` comes from bench_vm_memory_make() and is not used again.
#[no_mangle]
pub unsafe extern "C" fn bench_vm_memory_free(memory: *mut c_void) {
    drop(Box::from_raw(memory as *mut GuestMemoryMmap));
}
