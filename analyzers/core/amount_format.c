/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What formats come to at a call: how many characters printf writes, what scanf stores where. */
#include "core/call.h"
#include "core/format.h"

/* The format's text when the argument is a literal or another constant; of wide ones the low bytes, which is where all
 * that means something stands. */
const char *bw_call_format_text(const bw_call_run *c, uint32_t arg, const char **ret_end)
{
    uint64_t size = 0, elem;
    if (arg >= c->argc || c->args[arg].lin == 0)
        return NULL;
    const char *text = bw_call_constant_bytes(c->e, c->args[arg], &size);
    if (text == NULL)
        return NULL;
    *ret_end = text + size;
    if ((elem = bw_call_elem_size(c, arg)) != 2 && elem != 4)
        return text;
    char *narrow = bw_core_array(c->e->work, char, size / elem + 1);
    for (uint64_t i = 0; i < size / elem; i++)
        narrow[i] = text[i * elem + (c->e->module->big_endian ? elem - 1 : 0)];
    *ret_end = narrow + size / elem;
    return narrow;
}

/* ---- printf ---- */

/* Characters of a number of 8 to 64 bits, sign included: at most so many, and every program prints less. */
static bw_wide number_chars(const bw_conversion *item)
{
    switch (item->letter) {
    case 'e':
    case 'E':
    case 'g':
    case 'G':
    case 'a':
    case 'A':
        return 40;
    case 'f':
    case 'F':
        return 5000;
    case 'p':
        return 18;
    default:
        return 24;
    }
}

/* A count between two ends of which neither is promised. */
static bw_lin between(bw_call_run *c, uint32_t part, bw_wide low, bw_wide high)
{
    uint32_t key[5] = {context_of(c), c->site, 256 + part, 0, 1};
    bw_sym sym = bw_call_length(c, BW_SYM_RESULT, key, false);
    bw_num_restrict(c->e, c->s, sym, low, high, BW_WHY_INDEX_DERIVED);
    return bw_lin_sym(&c->e->values, sym);
}

/* Characters of a decimal number that is known; 0: it is not. */
static bw_wide decimal_chars(const bw_call_run *c, const bw_conversion *item, uint32_t arg)
{
    bw_wide number, chars = 0;
    bool decimal = item->letter == 'd' || item->letter == 'i' || item->letter == 'u';
    bool narrowed = item->length == BW_FORMAT_HH || item->length == BW_FORMAT_H;
    if (!decimal || narrowed || item->signs || item->precision == 0 || arg >= c->argc || c->args[arg].lin == 0 ||
        !bw_lin_is_const(&c->e->values, c->args[arg].lin, &number) || (number < 0 && item->letter == 'u'))
        return 0;
    for (bw_wide rest = number; chars == 0 || rest != 0; rest /= 10)
        chars++;
    chars = item->precision > chars ? item->precision : chars;
    return chars + (number < 0);
}

static bw_lin conversion_chars(bw_call_run *c, const bw_conversion *item, uint32_t arg, uint32_t part)
{
    bw_values *v = &c->e->values;
    bw_wide least = item->width > 0 ? item->width : 0, length;
    if (item->letter == '%')
        return bw_lin_const(v, 1);
    if (item->star_width || item->star_precision || item->length == BW_FORMAT_LONG_DOUBLE)
        return 0;
    switch (item->letter) {
    case 'c':
        return item->length == BW_FORMAT_L ? 0 : bw_lin_const(v, least > 1 ? least : 1);
    case 's': {
        bw_lin text = item->length == BW_FORMAT_L || arg >= c->argc ? 0 : bw_call_string_length(c, c->args[arg], 1);
        if (text == 0 || (item->precision < 0 && least == 0))
            return text;
        if (bw_lin_is_const(v, text, &length)) {
            if (item->precision >= 0 && length > item->precision)
                length = item->precision;
            return bw_lin_const(v, length > least ? length : least);
        }
        return item->precision < 0 ? 0 : between(c, part, least, item->precision > least ? item->precision : least);
    }
    case 'n':
        return bw_lin_const(v, 0);
    case 'S':
    case 'Z':
        return 0;
    default: {
        bw_wide exact = decimal_chars(c, item, arg);
        if (exact != 0)
            return bw_lin_const(v, exact > least ? exact : least);
        bw_wide most = number_chars(item) + (item->precision > 0 ? item->precision : 0);
        return between(c, part, least > 1 ? least : 1, most > least ? most : least);
    }
    }
}

bw_lin bw_call_printed(bw_call_run *c, uint32_t format)
{
    bw_values *v = &c->e->values;
    const char *end = NULL, *at = bw_call_format_text(c, format, &end);
    bw_conversion item;
    uint32_t arg = c->model->param_count;
    if (at == NULL || !(c->model->flags & BW_MODEL_VARIADIC))
        return 0;
    bw_lin chars = bw_lin_const(v, 0);
    for (uint32_t part = 0; bw_format_next(&at, end, false, &item); part++) {
        if (item.letter == 'p' && at < end && ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z')))
            return 0; /* in a kernel, what follows says what the pointer leads to */
        chars = bw_lin_add(v, bw_lin_offset(v, chars, (bw_wide)item.literal_chars), conversion_chars(c, &item, arg, part));
        if (chars == 0)
            return 0;
        arg += item.letter != '%';
    }
    return item.letter == 0 ? bw_lin_offset(v, chars, (bw_wide)item.literal_chars) : 0;
}

/* Is it a string of wide characters? Microsoft's printf takes %s for one of the format's own kind, and %S for one of the other. */
static bool shows_wide(const bw_call_run *c, uint32_t format, const bw_conversion *item)
{
    bool turned = bw_call_formats_of_windows(c->e) && bw_call_elem_size(c, format) == 2;
    if (item->length != BW_FORMAT_PLAIN)
        return item->length == BW_FORMAT_L;
    return (item->letter == 'S') != turned;
}

/* Bytes that printf reads of a string; 0 unknown. */
static bw_lin shown_bytes(bw_call_run *c, uint32_t format, const bw_conversion *item, uint32_t arg)
{
    bw_values *v = &c->e->values;
    bw_wide length;
    uint64_t elem = shows_wide(c, format, item) ? bw_call_elem_size(c, arg) : 1;
    if (item->star_precision || (elem != 1 && elem != 2 && elem != 4))
        return 0;
    bw_lin text = bw_call_string_length(c, c->args[arg], (uint32_t)elem);
    if (item->precision < 0 || text == 0)
        return bw_lin_scale(v, bw_lin_offset(v, text, 1), (bw_wide)elem);
    /* the precision of a narrow format counts bytes of what is printed, not characters of a wide string */
    if (!bw_lin_is_const(v, text, &length) || (elem != 1 && bw_call_elem_size(c, format) != elem))
        return 0;
    return bw_lin_const(v, (length < item->precision ? length + 1 : item->precision) * (bw_wide)elem);
}

void bw_call_shown(bw_call_run *c, uint32_t format, bw_call_store *store, void *context)
{
    const char *end = NULL, *at = bw_call_format_text(c, format, &end);
    bw_conversion item;
    uint32_t arg = c->model->param_count;
    if (at == NULL || !(c->model->flags & BW_MODEL_VARIADIC))
        return;
    while (bw_format_next(&at, end, false, &item)) {
        arg += (uint32_t)item.star_width + (uint32_t)item.star_precision;
        if (item.letter == '%')
            continue;
        if (arg >= c->argc)
            return;
        if ((item.letter == 's' || item.letter == 'S') && c->args[arg].lin != 0)
            store(c, context, (uint16_t)arg, shown_bytes(c, format, &item, arg));
        arg++;
    }
}

/* ---- scanf ---- */

/* As much as there is, terminator included: of a string that is known to be no longer than so much, that. */
static bw_lin input_bytes(bw_call_run *c, uint32_t from)
{
    bw_lin length = from < c->argc ? bw_call_string_length(c, c->args[from], 1) : 0;
    if (length == 0 || bw_num_upper(c->e, c->s, length) >= (bw_wide)1 << 40)
        return bw_call_any(c);
    return bw_lin_offset(&c->e->values, length, 1);
}

/* Bytes of what a conversion stores; 0 unknown. Text has its terminator; without a width it is as long as the input. */
static bw_lin stored_bytes(bw_call_run *c, uint32_t from, const bw_conversion *item)
{
    bw_values *v = &c->e->values;
    if (item->allocates)
        return 0;
    static const uint8_t integers[] = {[BW_FORMAT_PLAIN] = 4, [BW_FORMAT_HH] = 1, [BW_FORMAT_H] = 2,
                                       [BW_FORMAT_L] = 8,     [BW_FORMAT_LL] = 8, [BW_FORMAT_Z] = 8,
                                       [BW_FORMAT_LONG_DOUBLE] = 8};
    switch (item->letter) {
    case 's':
    case '[':
        if (item->length == BW_FORMAT_L)
            return 0;
        return item->width > 0 ? bw_lin_const(v, item->width + 1) : input_bytes(c, from);
    case 'c':
        return item->length == BW_FORMAT_L ? 0 : bw_lin_const(v, item->width > 0 ? item->width : 1);
    case 'd':
    case 'i':
    case 'o':
    case 'u':
    case 'x':
    case 'X':
        /* long and pointers differ by target */
        if (c->e->module->pointer_bits != 64 && (item->length == BW_FORMAT_L || item->length == BW_FORMAT_Z))
            return bw_lin_const(v, 4);
        return item->length == BW_FORMAT_L && bw_call_long_bits(c->e) == 32 ? bw_lin_const(v, 4) : bw_lin_const(v, integers[item->length]);
    case 'e':
    case 'f':
    case 'g':
    case 'a':
        return item->length == BW_FORMAT_LONG_DOUBLE ? 0 : bw_lin_const(v, item->length == BW_FORMAT_L ? 8 : 4);
    default:
        return 0;
    }
}

bool bw_call_scanned(bw_call_run *c, uint32_t format, uint32_t from, bw_call_store *store, void *context)
{
    const char *end = NULL, *at = bw_call_format_text(c, format, &end);
    bw_conversion item;
    uint32_t arg = c->model->param_count;
    if (at == NULL || !(c->model->flags & BW_MODEL_VARIADIC))
        return false;
    while (bw_format_next(&at, end, true, &item)) {
        if (item.letter == '%' || item.discarded)
            continue;
        if (arg >= c->argc)
            return true;
        store(c, context, (uint16_t)arg++, stored_bytes(c, from, &item));
    }
    /* what follows something that is no conversion may be stored to as well */
    for (; item.letter == '?' && arg < c->argc; arg++)
        store(c, context, (uint16_t)arg, 0);
    return true;
}
