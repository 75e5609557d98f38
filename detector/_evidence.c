/* The clues of a candidate: the compiled twin of pure_gathered in evidence.py, which says what each
 * is for. Same operations, same order, same bits; see _fits.c.
 */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

#include <math.h>

/* Of lexicon.py, gap.py, inversion.py and usage.py. */
enum { MARK_HEADWORD = 4, MARK_ACCEPTED = 16, MARK_NOUN = 64 };
enum { GATE_FOREIGN = 4 };
enum { GAP_HYPHEN = 2, GAP_BREAK = 4, GLUE_LEFT = 32, GLUE_RIGHT = 64 };
enum { LINK_MOBY = 3 };
enum { MAX_RUN = 4, NEAR = 8 };

/* Fields of Wording: what clues are called, where they come from, what they say; then whole clues. */
enum {
    LIKELIER, WITH, WITHOUT, TOGETHER, LEAN, CERTAINTY, CERTAINTY_OF_NONE, RIVALS, ELSEWHERE, OFFERS,
    SUITS, NEXT_SUITS, SOUND, NEXT_SOUND, HEADWORD, RARITY, PART, RUN, SURROUNDINGS, REPETITION,
    NGRAMS, VOCABULARY, MODEL, INVERSION, DOCUMENT, FORMS, GRAMMAR, WORDNET, WIKTIONARY,
    NAME_SOUND, NAME_PART, NAME_HEADWORD, NAME_RUN, NAME_SURROUNDINGS, NAME_REPETITION,
    CODE, PART_OF_COMPOUND, QUOTED, EMPHASISED, ACCEPTED, MOBY, WORDNET_ROW, SAID
};
/* Fields of the identifiers of a class, of Setting, Place, Option, Known and Fit. */
enum { BY_CONTEXT, BY_FIT, BY_RARITY, BY_LEAN, BY_CERTAINTY, BY_RIVALS, BY_ELSEWHERE, BY_INVERSION,
       BY_GRAMMAR, IDS };
enum { GATES, KINDS, LEANING, STARTS, IN_QUOTES, IN_EMPHASIS, BORROWED, COUNTS, SETTING };
enum { SURFACE, SURFACE_NUMBER, SURFACE_FORM, ZIPF, ENGLISH, MARKS, ASSOCIATION, SURFACE_FIT, OPTIONS,
       CONSIDERED, WEIGHED, PLACE };
enum { KNOWN, GAIN, APART, AFFINITY, FIT, OFTEN, FRAME, OPTION };
enum { TEXT, NUMBER, LINK, KNOWN_FIELDS };
enum { GENDER, PLURAL, ELISION, SIDES };

typedef struct {
    PyObject *found, *said, *ids, *setting, *place, *best, *known, *surface, *shown;
    Py_ssize_t first, stop;
    int stands; /* whether there is an original, rather than nothing */
} Candidate;

static int fields(PyObject *row, Py_ssize_t least, const char *what)
{
    if (row && PyTuple_Check(row) && PyTuple_Size(row) >= least)
        return 0;
    if (!PyErr_Occurred())
        PyErr_Format(PyExc_TypeError, "%s is a tuple of %zd or more", what, least);
    return -1;
}

static int real(PyObject *object, double *value)
{
    *value = PyFloat_AsDouble(object);
    return *value == -1.0 && PyErr_Occurred() ? -1 : 0;
}

static int whole(PyObject *object, long long *value)
{
    *value = object ? PyLong_AsLongLong(object) : -1;
    return *value == -1 && PyErr_Occurred() ? -1 : 0;
}

static PyObject *say(const Candidate *own, Py_ssize_t what)
{
    return PyTuple_GetItem(own->said, what);
}

/* Add a clue, taking its parts. A tuple of nothing but words and figures is part of no cycle: the
 * collector, which would find that out, is spared it. */
static int add(const Candidate *own, PyObject *name, PyObject *value, PyObject *source,
               PyObject *template, PyObject *parts)
{
    PyObject *row = parts && name && value ? PyTuple_Pack(5, name, value, source, template, parts)
                                           : NULL;
    int done = -1;

    if (row) {
        PyObject_GC_UnTrack(parts);
        PyObject_GC_UnTrack(row);
        done = PyList_Append(own->found, row);
    }
    Py_XDECREF(row);
    Py_XDECREF(parts);
    return done;
}

/* The same, taking its value as well. */
static int add_new(const Candidate *own, PyObject *name, PyObject *value, PyObject *source,
                   PyObject *template, PyObject *parts)
{
    const int done = add(own, name, value, source, template, parts);

    Py_XDECREF(value);
    return done;
}

/* The parts of what says how much likelier the better of surface and original is. */
static PyObject *likelier(const Candidate *own, double gain)
{
    PyObject *times = PyFloat_FromDouble(pow(10.0, fabs(gain))), *parts = NULL;

    if (times && !own->stands)
        parts = PyTuple_Pack(2, times, own->surface);
    else if (times)
        parts = gain >= 0 ? PyTuple_Pack(3, own->shown, times, own->surface)
                          : PyTuple_Pack(3, own->surface, times, own->shown);
    Py_XDECREF(times);
    return parts;
}

static int add_context(const Candidate *own, PyObject *certainty)
{
    PyObject *gain = PyTuple_GetItem(own->best, GAIN), *zipf = PyTuple_GetItem(own->place, ZIPF);
    PyObject *english = PyTuple_GetItem(own->place, ENGLISH);
    PyObject *association = PyTuple_GetItem(own->place, ASSOCIATION);
    PyObject *rivals = PyTuple_GetItem(own->place, CONSIDERED), *surface = own->surface;
    PyObject *ids = own->ids;
    double value, here, there;
    long long considered;

    if (real(gain, &value) < 0 || real(zipf, &here) < 0 || real(english, &there) < 0 ||
        whole(rivals, &considered) < 0)
        return -1;
    const int better = own->stands ? LIKELIER : value >= 0 ? WITHOUT : WITH;
    if (add(own, PyTuple_GetItem(ids, BY_CONTEXT), gain, say(own, NGRAMS), say(own, better),
            likelier(own, value)) < 0 ||
        add(own, PyTuple_GetItem(ids, BY_FIT), association, say(own, NGRAMS), say(own, TOGETHER),
            PyTuple_Pack(2, surface, association)) < 0 ||
        add(own, PyTuple_GetItem(ids, BY_RARITY), zipf, say(own, VOCABULARY), say(own, RARITY),
            PyTuple_Pack(2, surface, zipf)) < 0 ||
        add_new(own, PyTuple_GetItem(ids, BY_LEAN), PyFloat_FromDouble(there - here),
                say(own, VOCABULARY), say(own, LEAN),
                PyTuple_Pack(3, surface, english, zipf)) < 0 ||
        add(own, PyTuple_GetItem(ids, BY_CERTAINTY), certainty, say(own, MODEL),
            say(own, own->stands ? CERTAINTY : CERTAINTY_OF_NONE),
            own->stands ? PyTuple_Pack(2, own->shown, certainty) : PyTuple_Pack(1, certainty)) < 0)
        return -1;
    return add_new(own, PyTuple_GetItem(ids, BY_RIVALS),
                   PyFloat_FromDouble(log2((double)(1 + considered))), say(own, INVERSION),
                   say(own, RIVALS), PyTuple_Pack(1, rivals));
}

static int add_one(const Candidate *own, PyObject *name, Py_ssize_t source, Py_ssize_t template,
                   PyObject *parts)
{
    return add_new(own, name, PyFloat_FromDouble(1.0), say(own, source), say(own, template), parts);
}

static int add_original(const Candidate *own, PyObject *closeness)
{
    const int elsewhere = PyObject_IsTrue(PyTuple_GetItem(own->best, OFTEN));
    const int number = PyObject_IsTrue(PyTuple_GetItem(own->known, NUMBER));
    PyObject *row;
    long long link;
    int done;

    if (elsewhere < 0 || number < 0)
        return -1;
    if (elsewhere && add_one(own, PyTuple_GetItem(own->ids, BY_ELSEWHERE), DOCUMENT, ELSEWHERE,
                             PyTuple_Pack(1, own->shown)) < 0)
        return -1;
    if (!number)
        return 0;
    if (whole(PyTuple_GetItem(own->known, LINK), &link) < 0)
        return -1;
    row = PyUnicode_Concat(say(own, link & LINK_MOBY ? MOBY : WORDNET_ROW), own->shown);
    if (!row)
        return -1;
    done = add(own, PyTuple_GetItem(own->ids, BY_INVERSION), closeness, row, say(own, OFFERS),
               PyTuple_Pack(2, own->surface, own->shown));
    Py_DECREF(row);
    return done;
}

static int sides(PyObject *fit, long long *found)
{
    if (fields(fit, SIDES, "a fit") < 0)
        return -1;
    for (int side = 0; side < SIDES; side++)
        if (whole(PyTuple_GetItem(fit, side), found + side) < 0)
            return -1;
    return 0;
}

static int add_grammar(const Candidate *own)
{
    long long here[SIDES], best[SIDES];

    if (sides(PyTuple_GetItem(own->place, SURFACE_FIT), here) < 0 ||
        sides(PyTuple_GetItem(own->best, FIT), best) < 0)
        return -1;
    const long long mended = best[GENDER] + best[PLURAL] - here[GENDER] - here[PLURAL];
    const long long sound = best[ELISION] - here[ELISION];
    if ((here[GENDER] < 0 || here[PLURAL] < 0 || mended) &&
        add_new(own, PyTuple_GetItem(own->ids, BY_GRAMMAR), PyFloat_FromDouble((double)mended),
                say(own, FORMS), say(own, own->stands ? SUITS : NEXT_SUITS),
                own->stands ? PyTuple_Pack(1, own->shown) : PyTuple_New(0)) < 0)
        return -1;
    if (!sound)
        return 0;
    return add_new(own, say(own, NAME_SOUND), PyFloat_FromDouble((double)sound), say(own, GRAMMAR),
                   say(own, own->stands ? SOUND : NEXT_SOUND),
                   own->stands ? PyTuple_Pack(2, own->shown, own->surface)
                               : PyTuple_Pack(1, own->surface));
}

static int add_vocabulary(const Candidate *own, long long marks, int foreign)
{
    const int form = PyObject_IsTrue(PyTuple_GetItem(own->place, SURFACE_FORM));

    if (form < 0)
        return -1;
    if (!(marks & MARK_NOUN) && foreign &&
        add_one(own, say(own, NAME_PART), WORDNET, PART, PyTuple_Pack(1, own->surface)) < 0)
        return -1;
    if (marks & MARK_HEADWORD && !form)
        return add_one(own, say(own, NAME_HEADWORD), WIKTIONARY, HEADWORD,
                       PyTuple_Pack(1, own->surface));
    return 0;
}

static PyObject *list_of(const Candidate *own, Py_ssize_t at)
{
    return PyTuple_GetItem(own->setting, at);
}

static int number_at(const Candidate *own, Py_ssize_t list, Py_ssize_t i, long long *found)
{
    return whole(PyList_GetItem(list_of(own, list), i), found);
}

/* Bits of a list, which are never negative; -1 with an exception set. */
static long long bits_at(const Candidate *own, Py_ssize_t list, Py_ssize_t i)
{
    long long found;

    if (number_at(own, list, i, &found) < 0)
        return -1;
    if (found >= 0)
        return found;
    PyErr_SetString(PyExc_ValueError, "gates and kinds are bits");
    return -1;
}

static Py_ssize_t words(const Candidate *own)
{
    return PyList_Size(list_of(own, GATES));
}

/* Where a value belongs in a rising list, behind its like or before; -1 with an exception set. */
static Py_ssize_t bisected(const Candidate *own, Py_ssize_t list, Py_ssize_t value, int behind)
{
    Py_ssize_t low = 0, high = PyList_Size(list_of(own, list));

    while (low < high) {
        const Py_ssize_t middle = low + (high - low) / 2;
        long long found;
        if (number_at(own, list, middle, &found) < 0)
            return -1;
        if (found < value || (behind && found == value))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Add a clue that says the same wherever it is found. */
static int add_whole(const Candidate *own, Py_ssize_t what)
{
    return PyList_Append(own->found, say(own, what));
}

static int add_joints(const Candidate *own)
{
    const long long before = bits_at(own, KINDS, own->first), after = bits_at(own, KINDS, own->stop);

    if (before < 0 || after < 0)
        return -1;
    if ((before & GLUE_LEFT || after & GLUE_RIGHT) && add_whole(own, CODE) < 0)
        return -1;
    if (before == GAP_HYPHEN || after == GAP_HYPHEN)
        return add_whole(own, PART_OF_COMPOUND);
    return 0;
}

static int add_marking(const Candidate *own, long long marks)
{
    PyObject *first = PyLong_FromSsize_t(own->first);
    int quoted = -1, emphasised = -1, borrowed = -1;

    if (first) {
        quoted = PySet_Contains(list_of(own, IN_QUOTES), first);
        emphasised = PySet_Contains(list_of(own, IN_EMPHASIS), first);
        borrowed = PySet_Contains(list_of(own, BORROWED), first);
    }
    Py_XDECREF(first);
    if (quoted < 0 || emphasised < 0 || borrowed < 0)
        return -1;
    if ((quoted && add_whole(own, QUOTED) < 0) || (emphasised && add_whole(own, EMPHASISED) < 0))
        return -1;
    return marks & MARK_ACCEPTED || borrowed ? add_whole(own, ACCEPTED) : 0;
}

/* How many words beside a candidate lean towards English; -1 with an exception set. */
static long run(const Candidate *own)
{
    const Py_ssize_t size = words(own);
    long found = 0;

    for (int step = -1; step <= 1; step += 2) {
        Py_ssize_t i = step < 0 ? own->first : own->stop - 1;
        while (found < MAX_RUN) {
            const Py_ssize_t gap = step < 0 ? i : i + 1;
            i += step;
            if (i < 0 || i >= size)
                break;
            const long long gate = bits_at(own, GATES, i), kind = bits_at(own, KINDS, gap);
            if (gate < 0 || kind < 0)
                return -1;
            if (!(gate & GATE_FOREIGN) || kind & GAP_BREAK)
                break;
            found++;
        }
    }
    return found;
}

/* The share of English among the nearest words of the sentence. */
static int surroundings(const Candidate *own, double *share)
{
    const Py_ssize_t after = bisected(own, STARTS, own->first, 1);
    const Py_ssize_t sentences = PyList_Size(list_of(own, STARTS));
    Py_ssize_t low = own->first - NEAR, high = own->stop + NEAR, at, end;
    long long start;

    if (after < 0 || number_at(own, STARTS, after - 1, &start) < 0)
        return -1;
    if (high > words(own))
        high = words(own);
    if (start > low)
        low = (Py_ssize_t)start;
    if (after < sentences) {
        if (number_at(own, STARTS, after, &start) < 0)
            return -1;
        if (start < high)
            high = (Py_ssize_t)start;
    }
    at = bisected(own, LEANING, low, 0);
    end = bisected(own, LEANING, high, 0);
    if (at < 0 || end < 0)
        return -1;
    Py_ssize_t beside = end > at ? end - at : 0;
    for (Py_ssize_t i = own->first; i < own->stop; i++) {
        const long long gate = bits_at(own, GATES, i);
        if (gate < 0)
            return -1;
        beside -= gate & GATE_FOREIGN ? 1 : 0;
    }
    *share = ((double)beside + 0.2) / (double)(high - low - (own->stop - own->first) + 1);
    return 0;
}

static int add_repetition(const Candidate *own)
{
    PyObject *count;
    long long often;

    if (own->stop != own->first + 1)
        return 0;
    count = PyDict_GetItemWithError(list_of(own, COUNTS), own->surface);
    if (!count)
        return PyErr_Occurred() ? -1 : 0;
    if (whole(count, &often) < 0)
        return -1;
    if (often < 2)
        return 0;
    return add_new(own, say(own, NAME_REPETITION), PyFloat_FromDouble(log2((double)often)),
                   say(own, DOCUMENT), say(own, REPETITION), PyTuple_Pack(1, count));
}

static int add_usage(const Candidate *own, PyObject *shape, long long marks)
{
    PyObject *value;
    double share;
    long beside;
    int done;

    for (Py_ssize_t i = 0; i < PyTuple_Size(shape); i++)
        if (PyList_Append(own->found, PyTuple_GetItem(shape, i)) < 0)
            return -1;
    if (add_joints(own) < 0 || add_marking(own, marks) < 0 || (beside = run(own)) < 0)
        return -1;
    if (beside && add_new(own, say(own, NAME_RUN), PyFloat_FromDouble((double)beside),
                          say(own, DOCUMENT), say(own, RUN), Py_BuildValue("(l)", beside)) < 0)
        return -1;
    if (surroundings(own, &share) < 0)
        return -1;
    value = PyFloat_FromDouble(share);
    done = value ? add_new(own, say(own, NAME_SURROUNDINGS), value, say(own, DOCUMENT),
                           say(own, SURROUNDINGS), PyTuple_Pack(1, value))
                 : -1;
    return done < 0 ? -1 : add_repetition(own);
}

static int add_given(const Candidate *own, PyObject *rules)
{
    for (Py_ssize_t i = 0; i < PyTuple_Size(rules); i++) {
        PyObject *pair = PyTuple_GetItem(rules, i);
        if (fields(pair, 2, "a rule's find") < 0 ||
            PyList_Append(own->found, PyTuple_GetItem(pair, 1)) < 0)
            return -1;
    }
    return 0;
}

static int read_setting(const Candidate *own)
{
    for (Py_ssize_t at = GATES; at <= STARTS; at++)
        if (!PyList_Check(list_of(own, at))) {
            PyErr_SetString(PyExc_TypeError, "a setting begins with lists");
            return -1;
        }
    for (Py_ssize_t at = IN_QUOTES; at <= BORROWED; at++)
        if (!PyAnySet_Check(list_of(own, at))) {
            PyErr_SetString(PyExc_TypeError, "a setting holds sets of tokens");
            return -1;
        }
    if (!PyDict_Check(list_of(own, COUNTS))) {
        PyErr_SetString(PyExc_TypeError, "a setting ends in counts");
        return -1;
    }
    if (PyList_Size(list_of(own, KINDS)) == words(own) + 1 && own->first >= 0 &&
        own->first < own->stop && own->stop <= words(own))
        return 0;
    PyErr_SetString(PyExc_IndexError, "the text has no such place");
    return -1;
}

static int read_candidate(Candidate *own)
{
    if (fields(own->said, SAID, "what is said") < 0 || fields(own->ids, IDS, "a class") < 0 ||
        fields(own->setting, SETTING, "a setting") < 0 ||
        fields(own->place, PLACE, "a place") < 0 || fields(own->best, OPTION, "an option") < 0)
        return -1;
    own->known = PyTuple_GetItem(own->best, KNOWN);
    if (fields(own->known, KNOWN_FIELDS, "an original") < 0)
        return -1;
    own->surface = PyTuple_GetItem(own->place, SURFACE);
    own->shown = PyTuple_GetItem(own->known, TEXT);
    if (!PyUnicode_Check(own->shown)) {
        PyErr_SetString(PyExc_TypeError, "an original is a word");
        return -1;
    }
    own->stands = PyUnicode_GetLength(own->shown) > 0;
    return read_setting(own);
}

PyDoc_STRVAR(gathered_doc, "gathered(said, ids, foreign, rules, shape, setting, first, stop, place, "
                           "best, closeness, certainty)\n--\n\nSee pure_gathered.");

static PyObject *evidence_gathered(PyObject *Py_UNUSED(module), PyObject *const *args,
                                   Py_ssize_t given)
{
    PyObject *rules, *shape, *closeness, *certainty, *all = NULL;
    Candidate own = {0};
    long long marks, first, stop;
    int foreign;

    if (given != 12)
        return PyErr_Format(PyExc_TypeError, "gathered takes 12 arguments, not %zd", given);
    own.said = args[0];
    own.ids = args[1];
    foreign = PyObject_IsTrue(args[2]);
    rules = args[3];
    shape = args[4];
    own.setting = args[5];
    own.place = args[8];
    own.best = args[9];
    closeness = args[10];
    certainty = args[11];
    if (foreign < 0 || fields(rules, 0, "a row of rules") < 0 ||
        fields(shape, 0, "a row of clues") < 0 || whole(args[6], &first) < 0 ||
        whole(args[7], &stop) < 0)
        return NULL;
    own.first = (Py_ssize_t)first;
    own.stop = (Py_ssize_t)stop;
    if (read_candidate(&own) < 0 || whole(PyTuple_GetItem(own.place, MARKS), &marks) < 0)
        return NULL;
    own.found = PyList_New(0);
    if (own.found && add_given(&own, rules) == 0 && add_context(&own, certainty) == 0 &&
        add_original(&own, closeness) == 0 && add_grammar(&own) == 0 &&
        add_vocabulary(&own, marks, foreign) == 0 && add_usage(&own, shape, marks) == 0)
        all = PyList_AsTuple(own.found);
    Py_XDECREF(own.found);
    return all;
}

static PyMethodDef methods[] = {
    {"gathered", (PyCFunction)(void (*)(void))evidence_gathered, METH_FASTCALL, gathered_doc},
    {NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "detector._evidence",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__evidence(void)
{
    return PyModuleDef_Init(&definition);
}
