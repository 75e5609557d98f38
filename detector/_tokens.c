/* A text's words and gaps: the compiled twins of what tokens.py does, which says what each is for.
 *
 * Equal words share one string, and every column is a row of numbers into its distinct values. What
 * was learnt of a word is kept with its letters, so that no string is made to look it up.
 */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <string.h>

enum { LATIN = 0x250, SMALLEST = 256, LETTERS = 64, SINGLES = 256, AHEAD = 8, SORTS = 8 };

/* What is needed soon is fetched while something else is looked at. */
#if defined(__GNUC__)
#define FETCH(address) __builtin_prefetch(address)
#else
#define FETCH(address) ((void)(address))
#endif

static unsigned char letters[LATIN];
/* What hashes depend on, another in every process, so that no text is made of colliding words. */
static uint64_t secret;

/* A stretch of the text that occurs for the first time, and how often it does. */
typedef struct {
    uint64_t hash;
    uint32_t start, length;
    Py_ssize_t count;
} Value;

/* The numbers of values of one letter, plus one, are in ``singles`` too: half of all gaps are. */
typedef struct {
    Value *values;
    uint32_t *slots, *ids;
    Py_ssize_t distinct, mask, length, room;
    uint32_t singles[SINGLES];
} Column;

static int column_open(Column *column, Py_ssize_t room)
{
    memset(column, 0, sizeof *column);
    column->mask = SMALLEST - 1;
    column->room = room;
    column->values = PyMem_Malloc(SMALLEST / 2 * sizeof *column->values);
    column->slots = PyMem_Calloc(SMALLEST, sizeof *column->slots);
    column->ids = PyMem_Malloc(room * sizeof *column->ids);
    return column->values && column->slots && column->ids ? 0 : -1;
}

static void column_close(Column *column)
{
    PyMem_Free(column->values);
    PyMem_Free(column->slots);
    PyMem_Free(column->ids);
}

/* Twice the slots, and room for half as many values as there are slots. */
static int column_grow(Column *column)
{
    const Py_ssize_t size = 2 * (column->mask + 1);
    Value *values = PyMem_Realloc(column->values, size / 2 * sizeof *values);
    uint32_t *slots;

    if (!values)
        return -1;
    column->values = values;
    slots = PyMem_Calloc(size, sizeof *slots);
    if (!slots)
        return -1;
    PyMem_Free(column->slots);
    column->slots = slots;
    column->mask = size - 1;
    for (Py_ssize_t i = 0; i < column->distinct; i++) {
        Py_ssize_t at = values[i].hash & column->mask;
        while (slots[at])
            at = (at + 1) & column->mask;
        slots[at] = (uint32_t)i + 1;
    }
    return 0;
}

/* Four letters at a time, which have at most sixteen bits each where the text is Latin. */
static uint64_t hashed(const Py_UCS4 *letter, size_t length)
{
    uint64_t hash = secret ^ length;

    for (; length >= 4; length -= 4, letter += 4) {
        hash ^= letter[0] | (uint64_t)letter[1] << 16 | (uint64_t)letter[2] << 32 |
                (uint64_t)letter[3] << 48;
        hash *= secret | 1;
        hash ^= hash >> 29;
    }
    for (size_t i = 0; i < length; i++)
        hash ^= (uint64_t)letter[i] << 16 * i;
    hash *= secret | 1;
    return hash ^ hash >> 29;
}

/* Most are of a few letters, for which a call takes longer than the comparison. */
static int same(const Py_UCS4 *one, const Py_UCS4 *other, size_t length)
{
    while (length && one[length - 1] == other[length - 1])
        length--;
    return !length;
}

/* The number of a stretch of the text among the values, of which it may be a new one. */
static Py_ssize_t column_find(Column *column, const Py_UCS4 *text, Py_ssize_t start,
                              size_t length)
{
    const uint64_t hash = hashed(text + start, length);
    Py_ssize_t at;

    for (at = hash & column->mask; column->slots[at]; at = (at + 1) & column->mask) {
        const Value *value = column->values + column->slots[at] - 1;
        if (value->hash == hash && value->length == length &&
            same(text + value->start, text + start, length))
            return column->slots[at] - 1;
    }
    column->values[column->distinct] = (Value){hash, (uint32_t)start, (uint32_t)length, 0};
    column->slots[at] = (uint32_t)++column->distinct;
    return column->distinct - 1;
}

static int column_add(Column *column, const Py_UCS4 *text, Py_ssize_t start, Py_ssize_t stop)
{
    const size_t length = (size_t)(stop - start);
    const Py_UCS4 single = length == 1 ? text[start] : SINGLES;
    Py_ssize_t found;

    if (single < SINGLES && column->singles[single]) {
        found = column->singles[single] - 1;
    } else {
        found = column_find(column, text, start, length);
        if (single < SINGLES)
            column->singles[single] = (uint32_t)found + 1;
    }
    column->values[found].count++;
    if (column->length == column->room) {
        const Py_ssize_t room = column->room + column->room / 2 + 16;
        uint32_t *ids = PyMem_Realloc(column->ids, room * sizeof *ids);
        if (!ids)
            return -1;
        column->ids = ids;
        column->room = room;
    }
    column->ids[column->length++] = (uint32_t)found;
    return 2 * column->distinct > column->mask ? column_grow(column) : 0;
}

static int append(PyObject *list, Py_ssize_t value)
{
    PyObject *number = PyLong_FromSsize_t(value);
    const int done = number ? PyList_Append(list, number) : -1;

    Py_XDECREF(number);
    return done;
}

/* The values of a row of numbers, in a list. */
static PyObject *spread_out(PyObject *values, const uint32_t *ids, Py_ssize_t length)
{
    const Py_ssize_t distinct = PyList_Size(values);
    PyObject *found = PyList_New(length);
    PyObject **known = PyMem_Malloc((distinct + 1) * sizeof *known);

    if (found && !known) {
        PyErr_NoMemory();
        Py_CLEAR(found);
    }
    for (Py_ssize_t i = 0; found && i < distinct; i++)
        known[i] = PyList_GetItem(values, i);
    for (Py_ssize_t i = 0; found && i < length; i++) {
        if (ids[i] >= distinct) {
            PyErr_SetString(PyExc_IndexError, "a number beyond the values");
            Py_CLEAR(found);
            break;
        }
        PyList_SetItem(found, i, Py_NewRef(known[ids[i]]));
    }
    PyMem_Free(known);
    return found;
}

/* What was learnt of a word, at a place among the letters of all of them. */
typedef struct {
    uint64_t hash;
    Py_ssize_t start;
    uint32_t length;
    PyObject *word, *folded, *gate, *odd, *watched;
} Entry;

typedef struct {
    PyObject_HEAD
    PyObject *meet;
    Py_ssize_t most, count, mask, used, room;
    Entry *entries;
    uint32_t *slots;
    Py_UCS4 *letters;
} Memory;

static void memory_forget(Memory *memory)
{
    const Py_ssize_t count = memory->count;

    memory->count = memory->used = 0;
    if (memory->slots)
        memset(memory->slots, 0, (memory->mask + 1) * sizeof *memory->slots);
    for (Py_ssize_t i = 0; i < count; i++) {
        Entry *entry = memory->entries + i;
        Py_DECREF(entry->word);
        Py_DECREF(entry->folded);
        Py_DECREF(entry->gate);
        Py_DECREF(entry->odd);
        Py_DECREF(entry->watched);
    }
}

/* The slot of a word, or the free one where it belongs. */
static uint32_t *memory_slot(Memory *memory, const Value *value, const Py_UCS4 *text)
{
    Py_ssize_t at = value->hash & memory->mask;

    for (; memory->slots[at]; at = (at + 1) & memory->mask) {
        const Entry *entry = memory->entries + memory->slots[at] - 1;
        if (entry->hash == value->hash && entry->length == value->length &&
            same(memory->letters + entry->start, text + value->start, value->length))
            break;
    }
    return memory->slots + at;
}

/* What the memory has of the words from one on is scattered: their slots, then the entries that
 * these lead to, then what those hold, are fetched a few words before they are looked at. */
static void memory_fetch(const Memory *memory, const Column *words, Py_ssize_t at)
{
    const Py_ssize_t left = words->distinct - at;
    const Value *value = words->values + at;
    uint32_t number;

    if (left > 3 * AHEAD)
        FETCH(memory->slots + (value[3 * AHEAD].hash & memory->mask));
    if (left > 2 * AHEAD && (number = memory->slots[value[2 * AHEAD].hash & memory->mask])) {
        FETCH(memory->entries + number - 1);
        FETCH(&memory->entries[number - 1].watched);
    }
    if (left > AHEAD && (number = memory->slots[value[AHEAD].hash & memory->mask])) {
        const Entry *entry = memory->entries + number - 1;
        FETCH(memory->letters + entry->start);
        FETCH(entry->word);
        FETCH(entry->folded);
        FETCH(entry->gate);
    }
}

/* Keep what was learnt of a word; when there is room for no more, only that. */
static int memory_keep(Memory *memory, const Value *value, const Py_UCS4 *text, PyObject *word,
                       PyObject *met)
{
    uint32_t *slot;

    if (value->length > LETTERS)
        return 0;
    if (memory->count == memory->most)
        memory_forget(memory);
    if (memory->used + value->length > memory->room) {
        const Py_ssize_t room = 2 * memory->room + LETTERS;
        Py_UCS4 *grown = PyMem_Realloc(memory->letters, room * sizeof *grown);
        if (!grown) {
            PyErr_NoMemory();
            return -1;
        }
        memory->letters = grown;
        memory->room = room;
    }
    slot = memory_slot(memory, value, text);
    if (*slot)
        return 0;
    memory->entries[memory->count] = (Entry){value->hash,
                                             memory->used,
                                             value->length,
                                             Py_NewRef(word),
                                             Py_NewRef(PyTuple_GetItem(met, 0)),
                                             Py_NewRef(PyTuple_GetItem(met, 1)),
                                             Py_NewRef(PyTuple_GetItem(met, 2)),
                                             Py_NewRef(PyTuple_GetItem(met, 3))};
    memcpy(memory->letters + memory->used, text + value->start, value->length * sizeof *text);
    memory->used += value->length;
    *slot = (uint32_t)++memory->count;
    return 0;
}

/* What there is to say of the words of a text: of each its letters, what it is folded to, and its
 * gate; the odd ones; what the watched ones are folded to, and how often these occur. */
enum { WORDS, FOLDED, GATES, ODD, WATCHED, TIMES, LISTS };

static int note(PyObject *lists[LISTS], PyObject *word, PyObject *folded, PyObject *odd,
                PyObject *watched, Py_ssize_t times)
{
    int done = odd == Py_True ? PyList_Append(lists[ODD], word) : 0;

    if (done == 0 && watched == Py_True)
        done = PyList_Append(lists[WATCHED], folded) < 0 ? -1 : append(lists[TIMES], times);
    return done;
}

/* A word, and what the memory or else Python knows of it, at a place of the lists. */
static int memory_meet(Memory *memory, const Value *value, const Py_UCS4 *text, PyObject *source,
                       PyObject *lists[LISTS], Py_ssize_t at)
{
    const uint32_t number = value->length > LETTERS ? 0 : *memory_slot(memory, value, text);
    PyObject *word, *met;
    int done;

    if (number) {
        const Entry *entry = memory->entries + number - 1;
        PyList_SetItem(lists[WORDS], at, Py_NewRef(entry->word));
        PyList_SetItem(lists[FOLDED], at, Py_NewRef(entry->folded));
        PyList_SetItem(lists[GATES], at, Py_NewRef(entry->gate));
        return note(lists, entry->word, entry->folded, entry->odd, entry->watched, value->count);
    }
    word = PyUnicode_Substring(source, value->start, value->start + value->length);
    if (!word)
        return -1;
    PyList_SetItem(lists[WORDS], at, word);
    met = PyObject_CallFunctionObjArgs(memory->meet, word, NULL);
    if (met && (!PyTuple_Check(met) || PyTuple_Size(met) != 4))
        PyErr_SetString(PyExc_TypeError, "what is known of a word is a tuple of four");
    done = met && !PyErr_Occurred() ? memory_keep(memory, value, text, word, met) : -1;
    if (done == 0) {
        PyList_SetItem(lists[FOLDED], at, Py_NewRef(PyTuple_GetItem(met, 0)));
        PyList_SetItem(lists[GATES], at, Py_NewRef(PyTuple_GetItem(met, 1)));
        done = note(lists, word, PyTuple_GetItem(met, 0), PyTuple_GetItem(met, 2),
                    PyTuple_GetItem(met, 3), value->count);
    }
    Py_XDECREF(met);
    return done;
}

static PyObject *column_counts(const Column *column)
{
    PyObject *counts = PyList_New(column->distinct);

    for (Py_ssize_t i = 0; counts && i < column->distinct; i++) {
        PyObject *count = PyLong_FromSsize_t(column->values[i].count);
        if (count)
            PyList_SetItem(counts, i, count);
        else
            Py_CLEAR(counts);
    }
    return counts;
}

/* Values, distinct values, how often each occurs, and the numbers: all that a column holds. */
static PyObject *column_build(const Column *column, PyObject *distinct)
{
    PyObject *values = spread_out(distinct, column->ids, column->length);
    PyObject *counts = values ? column_counts(column) : NULL;
    PyObject *ids =
        counts ? PyBytes_FromStringAndSize((const char *)column->ids,
                                           column->length * (Py_ssize_t)sizeof *column->ids)
               : NULL;

    if (ids)
        return Py_BuildValue("(NONN)", values, distinct, counts, ids);
    Py_XDECREF(values);
    Py_XDECREF(counts);
    return NULL;
}

static PyObject *gaps_build(const Column *gaps, PyObject *text)
{
    PyObject *distinct = PyList_New(gaps->distinct), *built;

    for (Py_ssize_t i = 0; distinct && i < gaps->distinct; i++) {
        const Value *value = gaps->values + i;
        PyObject *gap = PyUnicode_Substring(text, value->start, value->start + value->length);
        if (gap)
            PyList_SetItem(distinct, i, gap);
        else
            Py_CLEAR(distinct);
    }
    built = distinct ? column_build(gaps, distinct) : NULL;
    Py_XDECREF(distinct);
    return built;
}

/* The column of words, and what there is to say of the distinct ones. */
static PyObject *words_build(Memory *memory, const Column *words, const Py_UCS4 *copy,
                             PyObject *text)
{
    PyObject *lists[LISTS], *column = NULL, *built = NULL;
    int done = 0;

    for (int i = 0; i < LISTS; i++) {
        lists[i] = PyList_New(i < ODD ? words->distinct : 0);
        done |= lists[i] ? 0 : -1;
    }
    for (Py_ssize_t i = 0; done == 0 && i < words->distinct; i++) {
        memory_fetch(memory, words, i);
        done = memory_meet(memory, words->values + i, copy, text, lists, i);
    }
    if (done == 0)
        column = column_build(words, lists[WORDS]);
    if (column)
        built = Py_BuildValue("(NOOOOO)", column, lists[FOLDED], lists[GATES], lists[ODD],
                              lists[WATCHED], lists[TIMES]);
    for (int i = 0; i < LISTS; i++)
        Py_XDECREF(lists[i]);
    return built;
}

/* Whether no letter or mark of another script stands between words; the words are Latin. */
static int is_latin(const Py_UCS4 *text, Py_ssize_t start, Py_ssize_t stop)
{
    for (Py_ssize_t i = start; i < stop; i++) {
        const Py_UCS4 c = text[i];
        if (c >= LATIN && !(c >= 0x2000 && c <= 0x206f) && !(c >= 0x20a0 && c <= 0x20cf))
            return 0;
    }
    return 1;
}

PyDoc_STRVAR(read_doc, "Columns of words and of gaps, and the words' offsets; None beyond Latin.");

static PyObject *Memory_read(Memory *self, PyObject *text)
{
    Py_ssize_t length, room, distinct, start = 0, stop = 0, count = 0;
    Column words, gaps;
    PyObject *found = NULL, *built_words = NULL, *built_gaps = NULL, *starts = NULL;
    uint32_t *begins;
    Py_UCS4 *copy;

    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "a text is a str");
        return NULL;
    }
    length = PyUnicode_GetLength(text);
    if (length < 0 || length >= UINT32_MAX)
        return length < 0 ? NULL : Py_NewRef(Py_None);
    copy = PyUnicode_AsUCS4Copy(text);
    if (!copy)
        return NULL;
    room = length / 5 + 16;
    begins = NULL;
    if ((column_open(&words, room) < 0) | (column_open(&gaps, room) < 0))
        goto memory;
    for (;;) {
        while (stop < length && (copy[stop] >= LATIN || !letters[copy[stop]]))
            stop++;
        distinct = gaps.distinct;
        if (column_add(&gaps, copy, start, stop) < 0)
            goto memory;
        if (gaps.distinct > distinct && !is_latin(copy, start, stop)) {
            found = Py_NewRef(Py_None);
            goto end;
        }
        if (stop == length)
            break;
        start = stop;
        while (stop < length && copy[stop] < LATIN && letters[copy[stop]])
            stop++;
        if (column_add(&words, copy, start, stop) < 0)
            goto memory;
        start = stop;
    }
    starts = PyBytes_FromStringAndSize(NULL, words.length * (Py_ssize_t)sizeof *begins);
    if (!starts)
        goto end;
    begins = (uint32_t *)PyBytes_AsString(starts);
    for (Py_ssize_t i = 0, at = 0; i < words.length; i++) {
        at += gaps.values[gaps.ids[i]].length;
        begins[count++] = (uint32_t)at;
        at += words.values[words.ids[i]].length;
    }
    built_words = words_build(self, &words, copy, text);
    built_gaps = built_words ? gaps_build(&gaps, text) : NULL;
    if (built_gaps)
        found = PyTuple_Pack(3, built_words, built_gaps, starts);
    goto end;
memory:
    PyErr_NoMemory();
end:
    Py_XDECREF(built_words);
    Py_XDECREF(built_gaps);
    Py_XDECREF(starts);
    column_close(&words);
    column_close(&gaps);
    PyMem_Free(copy);
    return found;
}

static int numbers(PyObject *object, const uint32_t **ids, Py_ssize_t *length)
{
    char *data;

    if (PyBytes_AsStringAndSize(object, &data, length) < 0)
        return -1;
    *ids = (const uint32_t *)data;
    *length /= (Py_ssize_t)sizeof **ids;
    return 0;
}

PyDoc_STRVAR(spread_doc, "spread(values, ids): the value of each number.");

static PyObject *spread(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    const uint32_t *ids;
    Py_ssize_t length;

    if (count != 2 || !PyList_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "spread(list, bytes)");
        return NULL;
    }
    return numbers(args[1], &ids, &length) < 0 ? NULL : spread_out(args[0], ids, length);
}

PyDoc_STRVAR(where_doc, "where(wanted, ids): places of the numbers whose byte of wanted is not 0.");

static PyObject *where(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    char *wanted;
    const uint32_t *ids;
    Py_ssize_t distinct, length;
    PyObject *found;

    if (count != 2) {
        PyErr_SetString(PyExc_TypeError, "where(bytes, bytes)");
        return NULL;
    }
    if (PyBytes_AsStringAndSize(args[0], &wanted, &distinct) < 0 ||
        numbers(args[1], &ids, &length) < 0)
        return NULL;
    found = PyList_New(0);
    for (Py_ssize_t i = 0; found && i < length; i++) {
        if (ids[i] >= distinct) {
            PyErr_SetString(PyExc_IndexError, "a number beyond what is wanted");
            Py_CLEAR(found);
        } else if (wanted[ids[i]] && append(found, i) < 0) {
            Py_CLEAR(found);
        }
    }
    return found;
}

PyDoc_STRVAR(flagged_doc, "flagged(values, flags): places of the values that have one of the flags.");

static PyObject *flagged(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    PyObject *found;
    long long flags;

    if (count != 2 || !PyList_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "flagged(list, int)");
        return NULL;
    }
    flags = PyLong_AsLongLong(args[1]);
    if (flags == -1 && PyErr_Occurred())
        return NULL;
    found = PyList_New(0);
    for (Py_ssize_t i = 0; found && i < PyList_Size(args[0]); i++) {
        const long long value = PyLong_AsLongLong(PyList_GetItem(args[0], i));
        if ((value == -1 && PyErr_Occurred()) || (value & flags && append(found, i) < 0))
            Py_CLEAR(found);
    }
    return found;
}

PyDoc_STRVAR(sifted_doc, "sifted(values, sorts): for each of some flags, the places of the values "
                         "that have one of them.");

static PyObject *sifted(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    long long flags[SORTS], any = 0;
    PyObject *lists[SORTS], *found;
    Py_ssize_t sorts;

    if (count != 2 || !PyList_Check(args[0]) || !PyTuple_Check(args[1])) {
        PyErr_SetString(PyExc_TypeError, "sifted(list, tuple of int)");
        return NULL;
    }
    sorts = PyTuple_Size(args[1]);
    if (sorts > SORTS)
        return PyErr_Format(PyExc_ValueError, "%zd sorts, of at most %d", sorts, SORTS);
    for (Py_ssize_t k = 0; k < sorts; k++) {
        flags[k] = PyLong_AsLongLong(PyTuple_GetItem(args[1], k));
        if (flags[k] == -1 && PyErr_Occurred())
            return NULL;
        any |= flags[k];
    }
    found = PyTuple_New(sorts);
    for (Py_ssize_t k = 0; found && k < sorts; k++) {
        lists[k] = PyList_New(0);
        if (!lists[k] || PyTuple_SetItem(found, k, lists[k]) < 0)
            Py_CLEAR(found);
    }
    for (Py_ssize_t i = 0; found && i < PyList_Size(args[0]); i++) {
        const long long value = PyLong_AsLongLong(PyList_GetItem(args[0], i));
        int done = value == -1 && PyErr_Occurred() ? -1 : 0;
        for (Py_ssize_t k = 0; done == 0 && value & any && k < sorts; k++)
            if (value & flags[k])
                done = append(lists[k], i);
        if (done < 0)
            Py_CLEAR(found);
    }
    return found;
}

PyDoc_STRVAR(tally_doc, "tally(counter, values, counts): add how often the values occur.");

static PyObject *tally(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 3 || !PyDict_Check(args[0]) || !PyList_Check(args[1]) || !PyList_Check(args[2]) ||
        PyList_Size(args[1]) != PyList_Size(args[2])) {
        PyErr_SetString(PyExc_TypeError, "tally(dict, list, list of as many)");
        return NULL;
    }
    for (Py_ssize_t i = 0; i < PyList_Size(args[1]); i++) {
        PyObject *value = PyList_GetItem(args[1], i);
        PyObject *known = PyDict_GetItemWithError(args[0], value), *sum;
        int done;
        if (!known && PyErr_Occurred())
            return NULL;
        sum = Py_NewRef(PyList_GetItem(args[2], i));
        if (known)
            {
            PyObject *own = sum;
            sum = PyNumber_Add(known, own);
            Py_DECREF(own);
        }
        done = sum ? PyDict_SetItem(args[0], value, sum) : -1;
        Py_XDECREF(sum);
        if (done < 0)
            return NULL;
    }
    return Py_NewRef(args[0]);
}

#define FAST(function) (PyCFunction)(void (*)(void))function, METH_FASTCALL

static PyMethodDef methods[] = {
    {"spread", FAST(spread), spread_doc},
    {"where", FAST(where), where_doc},
    {"flagged", FAST(flagged), flagged_doc},
    {"sifted", FAST(sifted), sifted_doc},
    {"tally", FAST(tally), tally_doc},
    {NULL},
};

static PyObject *Memory_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    PyObject *meet;
    Py_ssize_t most, size = SMALLEST;
    Memory *self;

    if (kwargs && PyDict_Size(kwargs)) {
        PyErr_SetString(PyExc_TypeError, "Memory takes no keywords");
        return NULL;
    }
    if (!PyArg_ParseTuple(args, "On:Memory", &meet, &most))
        return NULL;
    if (most < 1 || most > 1 << 24) {
        PyErr_SetString(PyExc_ValueError, "a memory is of 1 to 2 ** 24 words");
        return NULL;
    }
    self = (Memory *)((allocfunc)PyType_GetSlot(type, Py_tp_alloc))(type, 0);
    if (!self)
        return NULL;
    while (size < 2 * most)
        size *= 2;
    self->meet = Py_NewRef(meet);
    self->most = most;
    self->mask = size - 1;
    self->entries = PyMem_Malloc(most * sizeof *self->entries);
    self->slots = PyMem_Calloc(size, sizeof *self->slots);
    if (!self->entries || !self->slots) {
        Py_DECREF(self);
        return PyErr_NoMemory();
    }
    return (PyObject *)self;
}

static int Memory_traverse(Memory *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE((PyObject *)self));
    Py_VISIT(self->meet);
    return 0;
}

static int Memory_clear(Memory *self)
{
    Py_CLEAR(self->meet);
    return 0;
}

static void Memory_dealloc(Memory *self)
{
    PyTypeObject *type = Py_TYPE((PyObject *)self);

    PyObject_GC_UnTrack(self);
    Memory_clear(self);
    memory_forget(self);
    PyMem_Free(self->entries);
    PyMem_Free(self->slots);
    PyMem_Free(self->letters);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
    Py_DECREF(type);
}

static PyMethodDef memory_methods[] = {
    {"read", (PyCFunction)Memory_read, METH_O, read_doc},
    {NULL},
};

static PyType_Slot memory_slots[] = {
    {Py_tp_doc, "What is known of the words of texts; see Reader."},
    {Py_tp_new, Memory_new},
    {Py_tp_dealloc, Memory_dealloc},
    {Py_tp_traverse, Memory_traverse},
    {Py_tp_clear, Memory_clear},
    {Py_tp_methods, memory_methods},
    {0, NULL},
};

static PyType_Spec memory_spec = {
    .name = "detector._tokens.Memory",
    .basicsize = sizeof(Memory),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = memory_slots,
};

static void mark(int first, int last)
{
    memset(letters + first, 1, last - first + 1);
}

static int prepare(PyObject *module)
{
    PyObject *name = PyModule_GetNameObject(module), *type = PyType_FromSpec(&memory_spec);
    const int added = type ? PyModule_AddObjectRef(module, "Memory", type) : -1;

    Py_XDECREF(type);
    if (!name || added < 0) {
        Py_XDECREF(name);
        return -1;
    }
    secret = (uint64_t)PyObject_Hash(name) * 0x9e3779b97f4a7c15u;
    Py_DECREF(name);
    mark('A', 'Z');
    mark('a', 'z');
    mark(0xaa, 0xaa);
    mark(0xb5, 0xb5);
    mark(0xba, 0xba);
    mark(0xc0, 0xd6);
    mark(0xd8, 0xf6);
    mark(0xf8, LATIN - 1);
    return 0;
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, prepare}, {0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "detector._tokens", .m_methods = methods, .m_slots = slots,
};

PyMODINIT_FUNC PyInit__tokens(void)
{
    return PyModuleDef_Init(&definition);
}
