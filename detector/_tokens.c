/* A text's words and gaps: the compiled twins of what tokens.py does, which says what each is for.
 *
 * Equal words share one string, and every column is a row of numbers into its distinct values.
 */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <string.h>

enum { LATIN = 0x250, SMALLEST = 256 };

static unsigned char letters[LATIN];
/* What hashes depend on, another in every process, so that no text is made of colliding words. */
static uint64_t secret;

/* A stretch of the text that occurs for the first time, and how often it does. */
typedef struct {
    uint64_t hash;
    uint32_t start, length;
    Py_ssize_t count;
} Value;

typedef struct {
    Value *values;
    uint32_t *slots, *ids;
    Py_ssize_t distinct, mask, length, room;
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

static int column_add(Column *column, const Py_UCS4 *text, Py_ssize_t start, Py_ssize_t stop)
{
    const size_t length = (size_t)(stop - start);
    uint64_t hash = secret ^ length;
    Py_ssize_t at, found;

    for (Py_ssize_t i = start; i < stop; i++) {
        hash = (hash ^ text[i]) * (secret | 1);
        hash ^= hash >> 29;
    }
    for (at = hash & column->mask; column->slots[at]; at = (at + 1) & column->mask) {
        Value *value = column->values + column->slots[at] - 1;
        if (value->hash == hash && value->length == length &&
            !memcmp(text + value->start, text + start, length * sizeof *text))
            break;
    }
    found = column->slots[at] ? column->slots[at] - 1 : column->distinct;
    if (found == column->distinct) {
        column->values[found] = (Value){hash, (uint32_t)start, (uint32_t)length, 0};
        column->slots[at] = (uint32_t)++column->distinct;
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

/* The values of a row of numbers, in a list. */
static PyObject *spread_out(PyObject *values, const uint32_t *ids, Py_ssize_t length)
{
    const Py_ssize_t distinct = PyList_Size(values);
    PyObject *found = PyList_New(length);

    for (Py_ssize_t i = 0; found && i < length; i++) {
        if (ids[i] >= distinct) {
            PyErr_SetString(PyExc_IndexError, "a number beyond the values");
            Py_CLEAR(found);
            break;
        }
        PyList_SetItem(found, i, Py_NewRef(PyList_GetItem(values, ids[i])));
    }
    return found;
}

/* Values, distinct values, how often each occurs, and the numbers: all that a column holds. */
static PyObject *column_build(const Column *column, PyObject *text)
{
    PyObject *distinct = PyList_New(column->distinct), *counts = PyDict_New(), *values = NULL;
    PyObject *ids = PyBytes_FromStringAndSize((const char *)column->ids,
                                              column->length * (Py_ssize_t)sizeof *column->ids);

    if (!distinct || !counts || !ids)
        goto error;
    for (Py_ssize_t i = 0; i < column->distinct; i++) {
        const Value *value = column->values + i;
        PyObject *word = PyUnicode_Substring(text, value->start, value->start + value->length);
        PyObject *count;
        int failed;
        if (!word)
            goto error;
        PyList_SetItem(distinct, i, word);
        count = PyLong_FromSsize_t(value->count);
        failed = !count || PyDict_SetItem(counts, word, count) < 0;
        Py_XDECREF(count);
        if (failed)
            goto error;
    }
    values = spread_out(distinct, column->ids, column->length);
    if (!values)
        goto error;
    return Py_BuildValue("(NNNN)", values, distinct, counts, ids);
error:
    Py_XDECREF(distinct);
    Py_XDECREF(counts);
    Py_XDECREF(ids);
    return NULL;
}

PyDoc_STRVAR(read_doc, "Columns of words and of gaps, and the words' offsets; None beyond Latin.");

static PyObject *read_text(PyObject *Py_UNUSED(module), PyObject *text)
{
    Py_ssize_t length, room, start = 0, stop = 0, count = 0;
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
    for (Py_ssize_t i = 0; i < length; i++) {
        const Py_UCS4 c = copy[i];
        if (c >= LATIN && !(c >= 0x2000 && c <= 0x206f) && !(c >= 0x20a0 && c <= 0x20cf)) {
            PyMem_Free(copy);
            return Py_NewRef(Py_None);
        }
    }
    room = length / 5 + 16;
    begins = NULL;
    if ((column_open(&words, room) < 0) | (column_open(&gaps, room) < 0))
        goto memory;
    for (;;) {
        while (stop < length && (copy[stop] >= LATIN || !letters[copy[stop]]))
            stop++;
        if (column_add(&gaps, copy, start, stop) < 0)
            goto memory;
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
    built_words = column_build(&words, text);
    built_gaps = built_words ? column_build(&gaps, text) : NULL;
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

static int append(PyObject *list, Py_ssize_t place)
{
    PyObject *number = PyLong_FromSsize_t(place);
    const int done = number ? PyList_Append(list, number) : -1;

    Py_XDECREF(number);
    return done;
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

#define FAST(function) (PyCFunction)(void (*)(void))function, METH_FASTCALL

static PyMethodDef methods[] = {
    {"read", read_text, METH_O, read_doc},
    {"spread", FAST(spread), spread_doc},
    {"where", FAST(where), where_doc},
    {"flagged", FAST(flagged), flagged_doc},
    {NULL},
};

static void mark(int first, int last)
{
    memset(letters + first, 1, last - first + 1);
}

static int prepare(PyObject *module)
{
    PyObject *name = PyModule_GetNameObject(module);

    if (!name)
        return -1;
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
