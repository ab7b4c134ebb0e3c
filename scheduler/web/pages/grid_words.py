"""What the grid itself says, around the customers in it: pages, filters, an empty list."""

from scheduler.web.texts import N_, _

_SAID = {
    "noRowsToShow": N_("Nothing fits the filters"),
    "pageSizeSelectorLabel": N_("Rows a page:"),
    "ariaPageSizeSelectorLabel": N_("Rows a page"),
    "page": N_("Page"),
    "to": N_("to"),
    "of": N_("of"),
    "firstPage": N_("First page"),
    "previousPage": N_("Previous page"),
    "nextPage": N_("Next page"),
    "lastPage": N_("Last page"),
    "filterOoo": N_("Filter"),
    "contains": N_("contains"),
    "notContains": N_("does not contain"),
    "equals": N_("is"),
    "notEqual": N_("is not"),
    "startsWith": N_("begins with"),
    "endsWith": N_("ends with"),
    "blank": N_("is empty"),
    "notBlank": N_("is not empty"),
    "andCondition": N_("and"),
    "orCondition": N_("or"),
    "ariaFilterMenuOpen": N_("Open the filter"),
    "ariaFilterInput": N_("Filter"),
    "ariaFilteringOperator": N_("How to filter"),
}


def grid_words() -> dict[str, str]:
    """Return the texts of a grid in the language of the reader, by the names that it has for them."""
    return {name: _(text) for name, text in _SAID.items()}
