/* What compiled modules that read rows share: fields, and numbers of what stands in them. */
#ifndef DETECTOR_ROWS_H
#define DETECTOR_ROWS_H

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

/* A field of a row of at least so many, borrowed; NULL with an exception set. */
static inline PyObject *field(PyObject *row, Py_ssize_t at, Py_ssize_t least, const char *what)
{
    if (row && PyTuple_Check(row) && PyTuple_Size(row) >= least)
        return PyTuple_GetItem(row, at);
    if (!PyErr_Occurred())
        PyErr_Format(PyExc_TypeError, "%s is a tuple of %zd or more", what, least);
    return NULL;
}

/* The number of a key, in order of first appearance; -1 with an exception set. */
static inline Py_ssize_t numbered(PyObject *numbers, PyObject *key)
{
    PyObject *found = key ? PyDict_GetItemWithError(numbers, key) : NULL;
    Py_ssize_t number = -1;

    if (found)
        return PyLong_AsSsize_t(found);
    if (PyErr_Occurred())
        return -1;
    found = PyLong_FromSsize_t(PyDict_Size(numbers));
    if (found && PyDict_SetItem(numbers, key, found) == 0)
        number = PyDict_Size(numbers) - 1;
    Py_XDECREF(found);
    return number;
}

#endif
