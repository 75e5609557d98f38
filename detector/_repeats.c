/* What stands twice: the compiled twins of repeats.py, which says what each is for. Stable ABI of
 * Python 3.11.
 */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

#include <stdint.h>
#include <stdlib.h>

/* Characters before a mark by which tails are told apart, as numbers from the mark back. */
static const Py_ssize_t SAMPLED[] = {1, 2, 3, 5, 8, 13, 21, 34};
#define SAMPLES ((Py_ssize_t)(sizeof SAMPLED / sizeof *SAMPLED))
#define FACTOR UINT64_C(0x9E3779B97F4A7C15)

PyDoc_STRVAR(alike_doc, "alike(items, ahead, step)\n--\n\nSee pure_alike.");

static PyObject *alike(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *items, *found;
    Py_ssize_t ahead, step;

    if (!PyArg_ParseTuple(args, "O!nn:alike", &PyList_Type, &items, &ahead, &step))
        return NULL;
    if (ahead < 1 || step < 1) {
        PyErr_SetString(PyExc_ValueError, "places ahead and steps are counted from 1");
        return NULL;
    }
    found = PyList_New(0);
    const Py_ssize_t size = PyList_Size(items) - ahead;
    for (Py_ssize_t i = 0; found && i < size; i += step) {
        if (PyList_GetItem(items, i) != PyList_GetItem(items, i + ahead))
            continue;
        PyObject *place = PyLong_FromSsize_t(i);
        if (!place || PyList_Append(found, place) < 0)
            Py_CLEAR(found);
        Py_XDECREF(place);
    }
    return found;
}

static int compared(const void *one, const void *other)
{
    const uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;

    return a < b ? -1 : a > b;
}

/* A hash of some characters before a place. */
static uint64_t sampled(PyObject *text, Py_ssize_t stop)
{
    uint64_t found = 0;

    for (Py_ssize_t i = 0; i < SAMPLES; i++)
        found = (found ^ PyUnicode_ReadChar(text, stop - SAMPLED[i])) * FACTOR;
    return found;
}

/* Where each piece ends that is long enough, the last at the end of the text; -1 where memory is
 * out. */
static Py_ssize_t pieces(PyObject *text, Py_UCS4 mark, Py_ssize_t letters, Py_ssize_t **stops)
{
    const Py_ssize_t length = PyUnicode_GetLength(text);
    Py_ssize_t start = 0, count = 0;

    *stops = PyMem_Malloc(((size_t)(length / (letters + 1)) + 1) * sizeof **stops);
    if (!*stops) {
        PyErr_NoMemory();
        return -1;
    }
    while (start <= length) {
        Py_ssize_t stop = PyUnicode_FindChar(text, mark, start, length, 1);
        if (stop < 0)
            stop = length;
        if (stop - start >= letters)
            (*stops)[count++] = stop;
        start = stop + 1;
    }
    return count;
}

/* Whether two of the tails are alike, by all of their characters. */
static int exact(PyObject *text, Py_ssize_t letters, const Py_ssize_t *stops, Py_ssize_t count)
{
    PyObject *seen = PySet_New(NULL);
    int same = seen ? 0 : -1;

    for (Py_ssize_t i = 0; same == 0 && i < count; i++) {
        PyObject *tail = PyUnicode_Substring(text, stops[i] - letters, stops[i]);
        same = tail ? PySet_Contains(seen, tail) : -1;
        if (same == 0 && PySet_Add(seen, tail) < 0)
            same = -1;
        Py_XDECREF(tail);
    }
    Py_XDECREF(seen);
    return same;
}

PyDoc_STRVAR(recurs_doc, "recurs(text, mark, letters)\n--\n\nSee pure_recurs.");

static PyObject *recurs(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *text;
    int mark;
    Py_ssize_t letters, *stops = NULL;

    if (!PyArg_ParseTuple(args, "UCn:recurs", &text, &mark, &letters))
        return NULL;
    if (letters <= SAMPLED[SAMPLES - 1]) {
        PyErr_SetString(PyExc_ValueError, "tails are longer than what is sampled of them");
        return NULL;
    }
    const Py_ssize_t count = pieces(text, (Py_UCS4)mark, letters, &stops);
    if (count < 0)
        return NULL;
    uint64_t *hashes = PyMem_Malloc(((size_t)count + 1) * sizeof *hashes);
    int same = 0;
    if (!hashes) {
        PyMem_Free(stops);
        return PyErr_NoMemory();
    }
    for (Py_ssize_t i = 0; i < count; i++)
        hashes[i] = sampled(text, stops[i]);
    qsort(hashes, (size_t)count, sizeof *hashes, compared);
    for (Py_ssize_t i = 1; !same && i < count; i++)
        same = hashes[i] == hashes[i - 1];
    if (same)
        same = exact(text, letters, stops, count);
    PyMem_Free(hashes);
    PyMem_Free(stops);
    return same < 0 ? NULL : PyBool_FromLong(same);
}

static PyMethodDef methods[] = {
    {"alike", alike, METH_VARARGS, alike_doc},
    {"recurs", recurs, METH_VARARGS, recurs_doc},
    {NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "detector._repeats",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__repeats(void)
{
    return PyModuleDef_Init(&definition);
}
