/* SPDX-License-Identifier: MIT */
#include "text.h"

/*@ // What that many hexadecimal digits hold, but for its end.
    logic integer sixteens(integer digits) =
      digits <= 0 ? 1 : 16 * sixteens(digits - 1);

    // The powers of ten, from one on.
    logic integer tens(integer n) =
      n == 0 ? 1 : n == 1 ? 10 : n == 2 ? 100 : n == 3 ? 1000 : n == 4 ? 10000 :
      n == 5 ? 100000 : n == 6 ? 1000000 : n == 7 ? 10000000 :
      n == 8 ? 100000000 : n == 9 ? 1000000000 : n == 10 ? 10000000000 :
      n == 11 ? 100000000000 : n == 12 ? 1000000000000 :
      n == 13 ? 10000000000000 : n == 14 ? 100000000000000 :
      n == 15 ? 1000000000000000 : n == 16 ? 10000000000000000 :
      n == 17 ? 100000000000000000 : n == 18 ? 1000000000000000000 :
      n == 19 ? 10000000000000000000 :
      100000000000000000000;
 */

bool gpamap_text_equal(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	/*@ loop invariant 0 <= a - \at(a, Pre) <= length{Pre}(\at(a, Pre));
	    loop invariant a - \at(a, Pre) == b - \at(b, Pre);
	    loop invariant a == \at(a, Pre) + (a - \at(a, Pre));
	    loop invariant b == \at(b, Pre) + (a - \at(a, Pre));
	    loop invariant b - \at(b, Pre) <= length{Pre}(\at(b, Pre));
	    loop invariant \forall integer i; 0 <= i < a - \at(a, Pre) ==>
	      \at(a, Pre)[i] == \at(b, Pre)[i];
	    loop assigns a, b;
	    loop variant length{Pre}(\at(a, Pre)) - (a - \at(a, Pre)); */
	while (*a != '\0' && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

void gpamap_text_char(struct gpamap_text *text, char c)
{
	if (text->used < text->size)
		text->at[text->used] = c;
	text->used++;
}

void gpamap_text_string(struct gpamap_text *text, const char *string)
{
	/*@ loop invariant
	      0 <= string - \at(string, Pre) <= length{Pre}(\at(string, Pre));
	    loop invariant
	      string == \at(string, Pre) + (string - \at(string, Pre));
	    loop invariant text->used ==
	      \at(text->used, Pre) + (string - \at(string, Pre));
	    loop invariant \forall integer i;
	      0 <= i <= length{Pre}(\at(string, Pre)) ==>
	      \at(string, Pre)[i] == \at(\at(string, Pre)[i], Pre);
	    loop assigns string, text->used, text->at[0 .. text->size - 1];
	    loop variant length{Pre}(\at(string, Pre)) -
	      (string - \at(string, Pre)); */
	while (*string != '\0')
		gpamap_text_char(text, *string++);
	//@ assert \at(string, Pre)[string - \at(string, Pre)] == 0;
}

/* Digit by digit from the highest, by subtraction: a division of 64 bits is a
 * call into the compiler's library where registers have 32. */
void gpamap_text_decimal(struct gpamap_text *text, uint64_t value)
{
	uint64_t units[20]; /* 2^64 has 20 decimal digits */
	size_t count = 1;

	units[0] = 1;
	/*@ loop invariant 1 <= count <= 20;
	    loop invariant \forall integer i; 0 <= i < count ==>
	      units[i] == tens(i);
	    loop invariant count == 1 || tens(count - 1) <= value;
	    loop assigns count, units[1 .. 19];
	    loop variant 20 - count; */
	while (count < 20 && units[count - 1] * 10 <= value) {
		units[count] = units[count - 1] * 10;
		count++;
	}
	//@ assert below: value < tens(count);
	/*@ loop invariant 0 <= count <= \at(count, LoopEntry);
	    loop invariant value < tens(count);
	    loop invariant text->used + count ==
	      \at(text->used + count, LoopEntry);
	    loop invariant \forall integer i; 0 <= i < count ==>
	      units[i] == tens(i);
	    loop assigns count, value, text->used,
	      text->at[0 .. text->size - 1];
	    loop variant count; */
	while (count > 0) {
		char digit = '0';

		count--;
		//@ assert ten: tens(count + 1) == 10 * units[count];
		/*@ loop invariant '0' <= digit <= '9';
		    loop invariant value < ('9' + 1 - digit) * units[count];
		    loop assigns value, digit;
		    loop variant value; */
		while (value >= units[count]) {
			//@ assert one: digit != '9';
			value -= units[count];
			digit++;
		}
		gpamap_text_char(text, digit);
	}
}

void gpamap_text_hex(struct gpamap_text *text, uint64_t value)
{
	char digits[16];
	size_t count = 0;

	gpamap_text_char(text, '0');
	gpamap_text_char(text, 'x');
	/*@ loop invariant 0 <= count <= 15;
	    loop invariant value < sixteens(16 - count);
	    loop assigns count, value, digits[0 .. 15];
	    loop variant value; */
	do {
		unsigned int digit = (unsigned int)(value % 16);

		digits[count++] = (char)(digit + (digit < 10 ? '0' : 'a' - 10));
		value /= 16;
	} while (value != 0);
	/*@ loop invariant 0 <= count <= \at(count, LoopEntry);
	    loop invariant text->used + count ==
	      \at(text->used + count, LoopEntry);
	    loop assigns count, text->used, text->at[0 .. text->size - 1];
	    loop variant count; */
	while (count > 0)
		gpamap_text_char(text, digits[--count]);
}

void gpamap_text_range(struct gpamap_text *text, struct gpamap_range range)
{
	gpamap_text_hex(text, range.start);
	gpamap_text_char(text, '-');
	gpamap_text_hex(text, range.end);
}
