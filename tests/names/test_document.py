"""Within one text short names join the fuller name that they fit."""

from entityx.names import within_document


def groups(*names, type="PERSON"):
    """Group names of one type."""
    return within_document([(name, type) for name in names]).groups


def test_a_surname_joins_the_full_name_before_it():
    """A bare family name means the one fuller name nearest before."""
    assert groups("Kim Jong-un", "Vladimir Putin", "Kim", "Putin") == (0, 1, 0, 1)


def test_a_surname_joins_the_nearest_of_two_bearers():
    """Two Kims: the last one named is meant."""
    assert groups("Kim Jong-un", "Kim Yo-jong", "Kim") == (0, 1, 1)
    assert groups("Kim Yo-jong", "Kim Jong-un", "Kim") == (0, 1, 1)


def test_a_surname_joins_a_name_after_it_only_if_none_is_before():
    """The headline has the surname, the first line the full name."""
    assert groups("Choe", "Choe Son-hui") == (0, 0)
    assert groups("Choe Ryong-hae", "Choe", "Choe Son-hui") == (0, 0, 1)


def test_another_surname_stays_alone():
    """Nothing fits, nothing joins."""
    assert groups("Kim Jong-un", "Lavrov") == (0, 1)


def test_an_acronym_joins_its_long_form():
    """KCNA is made of the first letters; KCTV is not."""
    names = ("KCNA", "Korean Central News Agency", "KCTV")
    assert groups(*names, type="ORG") == (0, 0, 1)


def test_types_are_kept_apart():
    """The city and the person of one name are two."""
    assert within_document([("Lincoln", "LOC"), ("Lincoln", "PERSON")]).groups == (0, 1)


def test_every_join_has_a_reason_and_the_fullest_name_is_known():
    """The first name of a group needs none."""
    found = within_document([("Putin", "PERSON"), ("Vladimir Putin", "PERSON")])
    assert found.why == ("family name of Vladimir Putin", "")
    assert found.full == (1,)


def test_no_names_give_no_groups():
    """An empty text is no error."""
    assert within_document([]).groups == ()


def test_a_surname_in_another_spelling_joins():
    """Shoygu is Shoigu; Shoigu is not Shevchenko."""
    assert groups("Sergei Shoigu", "Shoygu", "Shevchenko") == (0, 0, 1)


def test_relatives_stay_apart_in_one_text():
    """Two given names of one family are two people."""
    names = ("Bashar al-Assad", "Hafez al-Assad", "Assad")
    assert groups(*names) == (0, 1, 1)
