/* SPDX-License-Identifier: MIT */
DefinitionBlock ("", "DSDT", 2, "GPAMAP", "GPAMAP", 1)
{
	Device (\_SB.COM1)
	{
		Name (_HID, EisaId ("PNP0501"))
		Name (_CRS, ResourceTemplate ()
		{
			IO (Decode16, 0x3f8, 0x3f8, 1, 8)
			Interrupt (ResourceConsumer, Edge, ActiveHigh, Exclusive) { 4 }
		})
	}
}
