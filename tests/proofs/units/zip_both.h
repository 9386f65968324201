/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Contracts of a zip of any number of spans, the first mutable. Parameters: Z, the type; Z_SPANS, the parameters that
 * are spans; Z_ALL(f, z), f(x, z) for each letter x, all of them; Z_ANY_COUNT(f), f in front of the count of each span,
 * one of them; Z_RETS, the parameters that a step gives out through; Z_ASSIGNED, what it writes there; Z_APART, these
 * addresses and the zip. Included once a zip; undefines its parameters.
 */
#define Z_SPAN_OK(x, y) Z_SPAN_OK_##x && \object_pointer(x.items)
#define Z_SPAN_OK_a BYTES_OK(a)
#define Z_SPAN_OK_b BYTES_CONST_OK(b)
#define Z_SPAN_OK_c BYTES_CONST_OK(c)
#define Z_SPAN_OK_d BYTES_CONST_OK(d)
#define Z_POINTER(x, z) \object_pointer((z).x)
#define Z_LEADS_a(z) \valid((z).a + (0 .. (z).count - 1))
#define Z_LEADS_b(z) \valid_read((z).b + (0 .. (z).count - 1))
#define Z_LEADS_c(z) \valid_read((z).c + (0 .. (z).count - 1))
#define Z_LEADS_d(z) \valid_read((z).d + (0 .. (z).count - 1))
#define Z_LEADS(x, z) Z_LEADS_##x(z)
#define Z_OVER(x, z) (z).x == x.items
#define Z_NOT_LONGER(x, z) (z).count <= x.count
#define Z_AS_LONG(x, z) a.count == x.count
#define Z_MOVED(x, z) (z).x == zip.x + offset
#define Z_RET(x, z) \valid(ret_##x)
#define Z_GIVES(x, z) *ret_##x == \old(zip->x)
#define Z_GIVEN(x, z) Z_GIVEN_##x
#define Z_GIVEN_a \valid(*ret_a)
#define Z_GIVEN_b \valid_read(*ret_b)
#define Z_GIVEN_c \valid_read(*ret_c)
#define Z_GIVEN_d \valid_read(*ret_d)
#define Z_STEPS(x, z) zip->x == \old(zip->x) + 1
#define Z_OK(z) ((z).count <= BYTES_MAX && ((z).count != 0 ==> Z_ALL(Z_LEADS, z)))

/*@ requires Z_ALL(Z_SPAN_OK, 0);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures Z_OK(\result) && Z_ALL(Z_OVER, \result);
    ensures Z_ALL(Z_NOT_LONGER, \result);
    ensures Z_ANY_COUNT(\result.count ==);
*/
BW_INLINE Z PROOF_NAME(Z, _shortest)(Z_SPANS);

/*@ requires Z_ALL(Z_SPAN_OK, 0) && \valid(ret_zip);
    terminates \true;
    exits \false;
    assigns *ret_zip;
    ensures Z_ALL(Z_AS_LONG, 0) ==>
      \result == BW_OK && Z_OK(*ret_zip) && Z_ALL(Z_OVER, *ret_zip) && ret_zip->count == a.count;
    ensures !(Z_ALL(Z_AS_LONG, 0)) ==> \result == BW_ERR_RANGE && *ret_zip == \old(*ret_zip);
*/
BW_INLINE bw_status PROOF_NAME(Z, _try_equal)(Z_SPANS, Z *ret_zip);

/*@ requires Z_ALL(Z_SPAN_OK, 0);
    terminates \true;
    assigns \nothing;
    ensures Z_ALL(Z_AS_LONG, 0) && Z_OK(\result) && Z_ALL(Z_OVER, \result) && \result.count == a.count;
    exits !(Z_ALL(Z_AS_LONG, 0));
*/
BW_INLINE Z PROOF_NAME(Z, _equal)(Z_SPANS);

/*@ requires Z_OK(zip) && Z_ALL(Z_POINTER, zip) && \valid(ret_part);
    terminates \true;
    exits \false;
    assigns *ret_part;
    ensures offset <= zip.count && count <= zip.count - offset ==> \result == BW_OK && Z_OK(*ret_part) &&
      Z_ALL(Z_MOVED, *ret_part) && ret_part->count == count;
    ensures !(offset <= zip.count && count <= zip.count - offset) ==>
      \result == BW_ERR_RANGE && *ret_part == \old(*ret_part);
*/
BW_INLINE bw_status PROOF_NAME(Z, _try_sub)(Z zip, size_t offset, size_t count, Z *ret_part);

/*@ requires Z_OK(zip) && Z_ALL(Z_POINTER, zip);
    terminates \true;
    assigns \nothing;
    ensures offset <= zip.count && count <= zip.count - offset && Z_OK(\result) && Z_ALL(Z_MOVED, \result) &&
      \result.count == count;
    exits !(offset <= zip.count && count <= zip.count - offset);
*/
BW_INLINE Z PROOF_NAME(Z, _sub)(Z zip, size_t offset, size_t count);

/*@ requires \valid(zip) && Z_OK(*zip) && Z_ALL(Z_RET, 0) && \separated(Z_APART);
    terminates \true;
    exits \false;
    assigns *zip, Z_ASSIGNED;
    behavior some:
      assumes zip->count != 0;
      ensures \result == 1 && Z_ALL(Z_GIVES, 0) && Z_ALL(Z_GIVEN, 0);
      ensures Z_OK(*zip) && Z_ALL(Z_STEPS, 0) && zip->count == \old(zip->count) - 1;
    behavior none:
      assumes zip->count == 0;
      assigns \nothing;
      ensures \result == 0;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bool PROOF_NAME(Z, _next)(Z *zip, Z_RETS);

#undef Z
#undef Z_SPANS
#undef Z_ALL
#undef Z_ANY_COUNT
#undef Z_RETS
#undef Z_ASSIGNED
#undef Z_APART
