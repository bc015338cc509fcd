"""Names as they stand in an address."""

from curriculum_map.domain.slugs import by_slug, slug


def test_a_name_is_written_in_small_letters_digits_and_hyphens() -> None:
    assert slug(" Hogeschool Één & Twee (Gent) ") == "hogeschool-een-twee-gent"


def test_names_that_would_be_written_alike_are_told_apart_by_a_hash_whatever_stands_beside_them() -> None:
    alone = by_slug(["Noord"])
    assert alone == {"noord": "Noord"}
    two = by_slug(["Noord", "noord", "Zuid"])
    assert [one.startswith("noord-") for one in two] == [True, True, False]
    assert list(two.values()) == ["Noord", "noord", "Zuid"]
    assert by_slug(["noord", "Noord"]) | two == two


def test_a_name_without_a_latin_letter_has_a_slug_too() -> None:
    (one,) = by_slug(["東京"])
    assert len(one) == 6
