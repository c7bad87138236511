"""The language is told, or said to be unknown."""

import pytest

from entityx.language import UNKNOWN, detect


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Pyongyang denies that it sold any shells to Moscow.", "en"),
        ("O governo brasileiro comprou mísseis da Suécia em maio.", "pt"),
        ("रशियाने उत्तर कोरियाकडून तोफगोळे विकत घेतले आहेत.", "mr"),
        ("रूस ने उत्तर कोरिया से गोले खरीदे हैं और भारत चुप है।", "hi"),
        ("Россия закупает снаряды у Северной Кореи.", "ru"),
        ("Україна отримала ракети від Великої Британії.", "uk"),
        ("プーチン大統領は平壌で首脳会談を行った。", "ja"),
        ("金正恩在平壤会见了俄罗斯总统。", "zh"),
        ("Rusland koopt granaten van Noord-Korea, zegt een ambtenaar.", "nl"),
    ],
)
def test_detect_tells_the_language_of_a_sentence(text: str, lang: str) -> None:
    """One sentence is enough."""
    found = detect(text)
    assert found.lang == lang
    assert 0.4 <= found.score <= 1


@pytest.mark.parametrize(
    "text",
    ["", "   ", "12 345,67", "Kim Jong Un", "London", "!!!", "किम", "🙂🙂",
     "Kim Jong Un Sergei Shoigu Vladimir Putin Emmanuel Macron"],
)  # fmt: skip
def test_detect_does_not_guess(text: str) -> None:
    """Bare names, numbers and signs are unknown."""
    assert detect(text).lang == UNKNOWN
