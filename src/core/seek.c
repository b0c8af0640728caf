/* SPDX-License-Identifier: MIT */
#include "seek.h"

/* Beyond the contract: the map as one sequence of ranges in address order. */

size_t gpamap_layout_count(const struct gpamap_layout *layout)
{
	return (size_t)gpamap_block_words(layout)[GPAMAP_BLOCK_ENTRIES];
}

bool gpamap_layout_at(const struct gpamap_layout *layout, size_t position,
		      struct gpamap_entry *entry)
{
	if (position >= gpamap_layout_count(layout))
		return false;
	gpamap_block_entry(gpamap_block_words(layout), position, entry);
	return true;
}

/*@ ghost
      /@ requires keys_right(words) && i < words[9];
         assigns \nothing;
         ensures 0 <= key_place(words, i) <= words[10] - 2;
         ensures key_address(words[16 + key_place(words, i)]) ==
           entry_start(words, i);
         ensures words[16 + key_place(words, i)] % 4096 != 0;
         ensures i + 1 < words[9] ==>
           key_place(words, i + 1) <= words[10] - 2;
         ensures i + 1 < words[9] ==> key_tells(words, i + 1);
       @/
      static void key_leads(const uint64_t *words, size_t i)
      {
        size_t last = i;
        /@ loop invariant 0 <= j <= i;
           loop invariant 0 <= key_place(words, j);
           loop assigns j;
           loop variant i - j; @/
        for (size_t j = 0; j < i; j++) {
        }
        /@ loop invariant i <= last < words[9];
           loop invariant key_place(words, i) <= key_place(words, last);
           loop invariant last > i ==>
             key_place(words, i + 1) <= key_place(words, last);
           loop assigns last;
           loop variant words[9] - last; @/
        while (last + 1 < words[9]) {
          last++;
        }
        /@ assert last: last == words[9] - 1; @/
        /@ assert end: key_place(words, last) == words[10] - 2; @/
        /@ assert this: key_tells(words, i); @/
        /@ assert range: entry_upright(words, i); @/
        /@ assert kind: ref_names(words, i); @/
        /@ assert key: words[16 + key_place(words, i)] ==
             entry_start(words, i) + entry_kind(words, i); @/
        /@ assert rest: (entry_start(words, i) + entry_kind(words, i)) % 4096
             == entry_kind(words, i); @/
      }
 */

/*@ ghost
      /@ requires keys_right(words) && i < words[9];
         requires key == key_place(words, i);
         assigns \nothing;
         ensures i + 1 < words[9] ==> key_place(words, i + 1) ==
           key + (words[17 + key] % 4096 == 0 ? 2 : 1);
         ensures begun_by(words, key) == i ==>
           begun_by(words, key + 1) == i + 1;
         ensures words[17 + key] % 4096 == 0 ==>
           begun_by(words, key + 2) == begun_by(words, key + 1);
         ensures words[17 + key] % 4096 == 0 ==>
           words[17 + key] == entry_end(words, i);
         ensures words[17 + key] % 4096 != 0 ==> i + 1 < words[9] &&
           entry_start(words, i + 1) == entry_end(words, i);
         ensures i + 1 == words[9] ==> words[10] == key + 2 &&
           words[17 + key] % 4096 == 0;
       @/
      static void key_steps(const uint64_t *words, size_t i, size_t key)
      {
        key_leads(words, i);
        /@ assert range: entry_upright(words, i); @/
        if (i + 1 < words[9]) {
          key_leads(words, i + 1);
          /@ assert touch:
               entry_end(words, i) == entry_start(words, i + 1) ==>
               key_place(words, i + 1) == key + 1; @/
          /@ assert hole:
               entry_end(words, i) != entry_start(words, i + 1) ==>
               key_place(words, i + 1) == key + 2 &&
               words[17 + key] == entry_end(words, i); @/
          /@ assert begins:
               entry_end(words, i) == entry_start(words, i + 1) ==>
               words[17 + key] % 4096 != 0; @/
          /@ assert ends:
               entry_end(words, i) != entry_start(words, i + 1) ==>
               words[17 + key] % 4096 == 0; @/
        } else {
          /@ assert last: i == words[9] - 1; @/
          /@ assert keys: words[10] == key + 2; @/
          /@ assert end: words[17 + key] == entry_end(words, i); @/
          /@ assert zero: words[17 + key] % 4096 == 0; @/
        }
      }
 */

/*@ ghost
      /@ requires reached(keys, count, address, found) && i < count;
         assigns \nothing;
         ensures i < found ==> key_address(keys[i]) <= address;
         ensures found <= i ==> address < key_address(keys[i]);
       @/
      static void reach(const uint64_t *keys, size_t count, uint64_t address,
                        size_t found, size_t i)
      {
      }
 */

/*@ ghost
      /@ requires keys_right(words) && i < words[9];
         requires reached(words + 16, words[10], address, found);
         requires key == key_place(words, i) && key < found;
         requires begun_by(words, key) == i;
         requires i + 1 < words[9] ==> found <= key_place(words, i + 1);
         assigns \nothing;
         ensures begin_up_to(words, address, begun_by(words, found));
         ensures words[15 + found] % 4096 == 0 <==>
           ended_before(words, address, begun_by(words, found));
       @/
      static void last_leads(const uint64_t *words, uint64_t address,
                             size_t found, size_t i, size_t key)
      {
        key_leads(words, i);
        key_steps(words, i, key);
        reach(words + 16, (size_t)words[10], address, found, key);
        reach(words + 16, (size_t)words[10], address, found, key + 1);
        if (i + 1 < words[9]) {
          size_t next = key + (words[17 + key] % 4096 == 0 ? 2 : 1);
          key_leads(words, i + 1);
          reach(words + 16, (size_t)words[10], address, found, next);
          /@ assert next: next == key_place(words, i + 1); @/
          /@ assert leads: key_address(words[16 + next]) ==
               entry_start(words, i + 1); @/
          /@ assert beyond: address < entry_start(words, i + 1); @/
        }
        /@ assert last: found == key + 1 || found == key + 2; @/
        /@ assert count: begun_by(words, found) == i + 1; @/
        /@ assert starts: entry_start(words, i) <= address; @/
        /@ assert above: i + 1 < words[9] ==>
             address < entry_start(words, i + 1); @/
        /@ assert goes: found == key + 1 ==> address < entry_end(words, i); @/
        /@ assert gone: found == key + 2 ==>
             entry_end(words, i) <= address && words[17 + key] % 4096 == 0; @/
        /@ assert one: found == key + 1 ==> words[15 + found] % 4096 != 0; @/
        /@ assert ended: ended_before(words, address, i + 1) <==>
             found == key + 2; @/
      }
 */

/*@ ghost
      // Go from key to key: the found that are at or below address begin the
      // first entries, and the last of them tells whether that one has ended.
      /@ requires keys_right(words) && 0 < found;
         requires reached(words + 16, words[10], address, found);
         assigns \nothing;
         ensures begin_up_to(words, address, begun_by(words, found));
         ensures words[15 + found] % 4096 == 0 <==>
           ended_before(words, address, begun_by(words, found));
       @/
      static void keys_lead(const uint64_t *words, uint64_t address,
                            size_t found)
      {
        size_t i = 0;
        size_t key = 0;
        /@ assert some: 0 < words[9]; @/
        /@ loop invariant 0 <= i < words[9];
           loop invariant key == key_place(words, i) && key < found;
           loop invariant begun_by(words, key) == i;
           loop assigns i, key;
           loop variant words[9] - i; @/
        while (i + 1 < words[9]) {
          key_steps(words, i, key);
          size_t next = key + (words[17 + key] % 4096 == 0 ? 2 : 1);
          if (next >= found) {
            break;
          }
          key = next;
          i++;
        }
        last_leads(words, address, found, i, key);
      }
 */

size_t gpamap_seek(const uint64_t *words, uint64_t address, bool *ended)
{
	size_t keys = gpamap_block_search(words, address);

	/*@ ghost
	      if (keys > 0)
	        keys_lead(words, address, keys);
	      else if (words[9] > 0)
	        key_leads(words, 0); */
	/*@ assert first: keys == 0 && words[9] > 0 ==>
	      address < key_address(words[16]); */
	/*@ assert below: keys == 0 && words[9] > 0 ==>
	      address < entry_start(words, 0); */
	//@ assert up: begin_up_to(words, address, begun_by(words, keys));
	*ended = keys == 0 ||
		 gpamap_key_kind(words[GPAMAP_BLOCK_KEYS_AT + keys - 1]) ==
			 GPAMAP_KIND_HOLE;
	return gpamap_block_rank(words, keys);
}

size_t gpamap_seek_end(const uint64_t *words, uint64_t address)
{
	bool ended;
	size_t entries = gpamap_seek(words, address, &ended);

	//@ assert up: begin_up_to(words, address, entries);
	/*@ assert order: entries > 1 ==>
	      entry_end(words, entries - 2) <= entry_start(words, entries - 1); */
	/*@ assert above: entries < words[9] ==>
	      address < entry_end(words, entries); */
	/* Where the last still goes on, it is the one before that has ended. */
	if (!ended) {
		//@ assert goes: address < entry_end(words, entries - 1);
		entries--;
		//@ assert before: end_up_to(words, address, entries);
	}
	return entries;
}

/*@ requires keys_right(&layout->words[0]);
    requires \valid(entry);
    assigns *entry;
    ensures \result ==> \exists integer i; 0 <= i < \old(layout->words[9]) &&
      begin_up_to{Pre}(&layout->words[0], address, i) &&
      told{Pre, Post}(&layout->words[0], i, entry);
    ensures !\result ==> *entry == \old(*entry) &&
      begin_up_to{Pre}(&layout->words[0], address, \old(layout->words[9]));
 */
bool gpamap_layout_next(const struct gpamap_layout *layout, uint64_t address,
			struct gpamap_entry *entry)
{
	const uint64_t *words = gpamap_block_words(layout);
	bool ended;
	size_t position = gpamap_seek(words, address, &ended);

	//@ assert up: begin_up_to{Pre}(words, address, position);
	return gpamap_layout_at(layout, position, entry);
}

/*@ requires keys_right(&layout->words[0]);
    requires \valid(entry);
    assigns *entry;
    ensures \result ==> \exists integer i; 0 < i &&
      end_up_to{Pre}(&layout->words[0], address, i) &&
      told{Pre, Post}(&layout->words[0], i - 1, entry);
    ensures !\result ==> *entry == \old(*entry) &&
      end_up_to{Pre}(&layout->words[0], address, 0);
 */
bool gpamap_layout_previous(const struct gpamap_layout *layout,
			    uint64_t address, struct gpamap_entry *entry)
{
	size_t entries = gpamap_seek_end(gpamap_block_words(layout), address);

	if (entries == 0)
		return false;
	return gpamap_layout_at(layout, entries - 1, entry);
}
