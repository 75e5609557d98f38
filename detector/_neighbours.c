/* Rows of counts unpacked: the compiled twin of neighbours.py. Stable ABI of Python 3.11. */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

#include <stdint.h>
#include <string.h>

/* Put each count behind its place; -1 with an exception where one has no room. */
static int put(unsigned char *row, Py_ssize_t size, const Py_buffer *places,
               const Py_buffer *counts)
{
    const unsigned char *from = places->buf, *values = counts->buf;

    for (Py_ssize_t i = 0; i < counts->len; i++) {
        uint16_t place;
        memcpy(&place, from + i * (Py_ssize_t)sizeof place, sizeof place);
        if ((Py_ssize_t)place + 1 >= size) {
            PyErr_SetString(PyExc_IndexError, "a place lies beyond the row");
            return -1;
        }
        row[place + 1] = values[i];
    }
    return 0;
}

PyDoc_STRVAR(spread_doc, "spread(places, counts, size)\n--\n\nSee pure_spread.");

static PyObject *spread(PyObject *Py_UNUSED(module), PyObject *args)
{
    Py_buffer places, counts;
    Py_ssize_t size;
    PyObject *found = NULL;

    if (!PyArg_ParseTuple(args, "y*y*n:spread", &places, &counts, &size))
        return NULL;
    if (size < 0 || counts.len > PY_SSIZE_T_MAX / (Py_ssize_t)sizeof(uint16_t) ||
        places.len != counts.len * (Py_ssize_t)sizeof(uint16_t)) {
        PyErr_SetString(PyExc_ValueError, "there is a count for each place, and room for them");
    } else {
        found = PyByteArray_FromStringAndSize(NULL, size);
    }
    if (found) {
        unsigned char *row = (unsigned char *)PyByteArray_AsString(found);
        memset(row, 0, (size_t)size);
        if (put(row, size, &places, &counts) < 0)
            Py_CLEAR(found);
    }
    PyBuffer_Release(&places);
    PyBuffer_Release(&counts);
    return found;
}

static PyMethodDef methods[] = {
    {"spread", spread, METH_VARARGS, spread_doc},
    {NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "detector._neighbours",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__neighbours(void)
{
    return PyModuleDef_Init(&definition);
}
