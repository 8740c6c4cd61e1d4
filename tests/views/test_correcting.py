"""Correcting on the pages: every deed on a hand-made analysis, its undoing, and two people at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.analysis.model import Analysis, Passage
from components.library import Library
from components.library.corrections import corrected, merge_entities, rename_entity, set_kind, set_speaker
from components.views.correct_borders import shifted
from components.views.correct_selection import name_at, quoted_at, whole_words
from components.views.strings import speaking
from tests.made import TEXT, an_analysis, passage
from tests.views.conftest import RunPage, open_control, words_on

PANELS = {
    "app.py": ("detail",),
    "pages/entities.py": ("entities",),
    "pages/quotes.py": ("quotes",),
    "pages/timeline.py": ("timeline.wide", "timeline.narrow", "detail"),
}
OF_ITS_KIND = {"e": "pages/entities.py", "q": "pages/quotes.py", "v": "pages/timeline.py"}
Open = Callable[..., AppTest]


@pytest.fixture
def open_panel(run_page: RunPage, saved_link: str) -> Open:
    """A page with a finding chosen and its controls open."""

    def opened(finding: str, file: str = "app.py", link: str = saved_link, **given: str) -> AppTest:
        page = run_page(file, article=link, show=finding, **given)
        for place in PANELS[file]:
            page.session_state[f"correct.panel.{place}"] = True
        page.run()
        assert not page.exception
        return page

    return opened


def widget(page: AppTest, name: str) -> Any:
    """The control whose key ends in the name, the first of them."""
    kinds = (page.text_input, page.selectbox, page.multiselect, page.number_input, page.button)
    ours = (w for kind in kinds for w in kind if str(w.key).startswith("correct."))
    return next(w for w in ours if str(w.key).endswith(f".{name}"))


def press(page: AppTest, label: str) -> AppTest:
    """Presses the button with that label and runs the page."""
    next(b for b in page.button if b.label == label).click().run()
    assert not page.exception
    return page


def apply(page: AppTest) -> AppTest:
    """Sends the form of the controls."""
    widget(page, "apply").click().run()
    assert not page.exception
    return page


def now(library: Library, link: str) -> Analysis:
    """The analysis as it now is."""
    found = library.load(link)
    assert found is not None
    return found.analysis


def names(analysis: Analysis) -> dict[str, str]:
    """Names of the entities with their types."""
    return {e.name: e.type for e in analysis.entities}


@pytest.mark.parametrize("file", ["app.py", "pages/entities.py"])
def test_a_name_and_its_kind_are_changed_at_once(
    file: str, open_panel: Open, saved_link: str, library: Library
) -> None:
    page = open_panel("e1", file)
    widget(page, "name").set_value("Anna Berger-Kühn")
    widget(page, "type").set_value("ORG")
    apply(page)
    assert names(now(library, saved_link))["Anna Berger-Kühn"] == "ORG"
    words = words_on(page)
    assert "Anna Berger\\-Kühn" in words
    assert "Umbenannt \\(von Hand" in words


def test_two_names_become_one(open_panel: Open, saved_link: str, library: Library) -> None:
    page = open_panel("e3")
    widget(page, "into").set_value("Anna Berger")
    press(page, "Zusammenlegen")
    after = now(library, saved_link)
    assert list(names(after)) == ["Berlin", "Anna Berger"]
    assert {q.speaker.entity for q in after.quotes if q.speaker} == {"e1"}
    assert page.query_params["show"] == "e1"


def test_mentions_are_split_off(open_panel: Open, library: Library) -> None:
    made = an_analysis()
    link = library.save(now_merged(made))
    page = open_panel("e1", link=link)
    widget(page, "mentions").set_value([1])
    widget(page, "split_name").set_value("Sprecher des Amts")
    press(page, "Abtrennen")
    after = now(library, link)
    other = next(e for e in after.entities if e.name == "Sprecher des Amts")
    assert [(m.start, m.end) for m in other.mentions] == [(passage("Ein Beamter").start, passage("Ein Beamter").end)]
    assert page.query_params["show"] == other.id


def now_merged(made: Analysis) -> Analysis:
    """The analysis with the official taken for the minister."""
    return corrected(made, [merge_entities(made, "e3", "e1")])


@pytest.mark.parametrize(
    ("finding", "label"),
    [("e1", "Diesen Namen löschen"), ("q1", "Das ist kein Zitat: löschen"), ("v1", "Das ist kein Ereignis: löschen")],
)
def test_what_is_none_is_deleted_and_comes_back(
    finding: str, label: str, open_panel: Open, saved_link: str, library: Library
) -> None:
    page = open_panel(finding, OF_ITS_KIND[finding[0]])
    press(page, label)
    after = now(library, saved_link)
    assert finding not in {i.id for items in (after.entities, after.quotes, after.events) for i in items}
    assert "show" not in page.query_params
    press(page, "Rückgängig")
    assert now(library, saved_link) == an_analysis()


@pytest.mark.parametrize("file", ["app.py", "pages/quotes.py"])
@pytest.mark.parametrize(
    ("picked", "speaker"), [("Ein Beamter", "Ein Beamter"), ("Unbekannt", None), ("Olga Neu", "Olga Neu")]
)
def test_another_speaker(
    file: str, picked: str, speaker: str | None, open_panel: Open, saved_link: str, library: Library
) -> None:
    page = open_panel("q1", file)
    speakers = widget(page, "speaker")
    if picked not in speakers.options:
        speakers.options.append(picked)  # what the browser does with a name typed in
    speakers.set_value(picked)
    apply(page)
    after = now(library, saved_link)
    said = after.quotes[0].speaker
    known = {e.id: e.name for e in after.entities}
    assert (known.get(said.entity or "") if said else None) == speaker
    assert len(library.history(saved_link)) == 1


def test_one_of_two_who_speak_together_is_chosen(open_panel: Open, library: Library) -> None:
    made = an_analysis()
    said = made.quotes[0].speaker
    assert said is not None
    joint = replace(made.quotes[0], speaker=replace(said, others=("e3",)))
    link = library.save(replace(made, quotes=(joint, *made.quotes[1:])))
    page = open_panel("q1", link=link)
    assert widget(page, "speaker").value == "Anna Berger und Ein Beamter"
    apply(page)
    assert not library.history(link)
    widget(page, "speaker").set_value("Anna Berger")
    apply(page)
    after = now(library, link).quotes[0].speaker
    assert after is not None
    assert (after.entity, after.others) == ("e1", ())


def test_another_kind_of_quotation(open_panel: Open, saved_link: str, library: Library) -> None:
    page = open_panel("q2")
    widget(page, "kind").set_value("mixed")
    apply(page)
    assert now(library, saved_link).quotes[1].kind == "mixed"


def test_nothing_changed_is_no_correction(open_panel: Open, saved_link: str, library: Library) -> None:
    for finding in ("e1", "q1", "v1", "t0"):
        apply(open_panel(finding))
    assert not library.history(saved_link)


def test_borders_move_word_by_word_and_hold_once_applied(open_panel: Open, saved_link: str, library: Library) -> None:
    page = open_panel("q2")
    widget(page, "0.start.on").click().run()
    assert not library.history(saved_link)
    widget(page, "borders").click().run()
    assert not page.exception
    (part,) = now(library, saved_link).quotes[1].parts
    assert TEXT[part.start : part.end] == "sei verfrüht"


def test_a_month_without_a_day_and_another_status(open_panel: Open, saved_link: str, library: Library) -> None:
    page = open_panel("v1", "pages/timeline.py")
    assert widget(page, "date").value == "8. Mai 2023"
    widget(page, "date").set_value("Juni 2023")
    widget(page, "status").set_value("denied")
    apply(page)
    (event,) = now(library, saved_link).events
    assert (event.value, event.earliest, event.latest) == ("2023-06", "2023-06-01", "2023-06-30")
    assert event.status == "denied"
    assert "Juni 2023" in words_on(page)


def test_a_day_without_a_year_is_refused_in_words(open_panel: Open, saved_link: str, library: Library) -> None:
    page = open_panel("v1")
    for typed, why in (
        ("8. Mai", "Bitte auch das Jahr"),
        ("8/5/2023", "nicht zu lesen"),
        ("bald <b>", "nicht zu lesen"),
    ):
        widget(page, "date").set_value(typed)
        widget(page, "status").set_value("denied")
        apply(page)
        assert why in page.warning[0].value
        assert typed not in page.warning[0].value
        assert widget(page, "date").value == typed
    assert not library.history(saved_link)


def test_an_event_takes_days_from_to_and_loses_its_date(open_panel: Open, saved_link: str, library: Library) -> None:
    page = open_panel("v1", "pages/timeline.py")
    widget(page, "date").set_value("3.–7. Juni 2023")
    apply(page)
    (event,) = now(library, saved_link).events
    assert (event.value, event.latest) == ("2023-06-03/2023-06-07", "2023-06-07")
    assert "3\\.–7\\. Juni 2023" in words_on(page)
    assert widget(page, "date").value == "3.–7. Juni 2023"
    apply(page)
    assert len(library.history(saved_link)) == 1, "nothing was changed"
    widget(page, "date").set_value("")
    apply(page)
    assert now(library, saved_link).events[0].value == ""


@pytest.mark.parametrize("file", ["app.py", "pages/timeline.py"])
def test_a_time_is_corrected_with_the_event_it_dates(
    file: str, open_panel: Open, saved_link: str, library: Library
) -> None:
    page = open_panel("t0", file)
    assert widget(page, "date").value == "8. Mai 2023"
    widget(page, "date").set_value("15.5.2023")
    apply(page)
    after = now(library, saved_link)
    assert (after.times[0].value, after.events[0].value) == ("2023-05-15", "2023-05-15")
    words = words_on(page)
    assert "Zeitangabe „Montag“: 15\\. Mai 2023" in words
    assert "Von Hand gesetzt" in words
    assert "Zeitangabe geändert \\(von Hand" in words
    press(page, "Rückgängig")
    assert now(library, saved_link) == an_analysis()


def test_a_time_needs_a_date(open_panel: Open, saved_link: str, library: Library) -> None:
    page = open_panel("t0")
    for typed, why in (("", "Bitte ein Datum angeben"), ("Montag", "nicht zu lesen")):
        widget(page, "date").set_value(typed)
        apply(page)
        assert why in page.warning[0].value
    widget(page, "date").set_value("8. Mai 2023")
    apply(page)
    assert not page.warning
    assert not library.history(saved_link)


def test_a_corrected_time_holds_after_another_analysis(open_panel: Open, saved_link: str, library: Library) -> None:
    page = open_panel("t0")
    widget(page, "date").set_value("15.5.2023 bis 17.5.2023")
    apply(page)
    made = an_analysis()
    other = replace(made.times[0], value="2023-05-01", earliest="2023-05-01", latest="2023-05-01", rule="weekday_past")
    again = replace(made, times=(other, made.times[1]), events=(replace(made.events[0], value="2023-05-01"),))
    after = library.replace(saved_link, again).analysis
    assert after.times[0].value == after.events[0].value == "2023-05-15/2023-05-17"


def test_another_label_is_words_of_the_text(open_panel: Open, saved_link: str, library: Library) -> None:
    page = open_panel("v1")
    widget(page, "0.start.on").click().run()
    widget(page, "borders").click().run()
    assert now(library, saved_link).events[0].label == "öffnen am Montag"


def test_a_date_of_publication_is_a_correction_and_can_be_taken_back(
    run_page: RunPage, saved_link: str, library: Library
) -> None:
    page = run_page("app.py", article=saved_link)
    open_control(page, "frame.date")
    page.date_input[0].set_value(date(2024, 3, 7))
    press(page, "Übernehmen")
    assert [e.correction.action for e in library.history(saved_link)] == ["article.published"]
    press(page, "Rückgängig")
    after = now(library, saved_link)
    assert after.article.published == date(2023, 5, 4)
    assert after.times[0].anchor in {"", "2023-05-04"}


def test_the_list_has_every_deed_in_words_and_takes_back_and_makes_again(
    run_page: RunPage, saved_link: str, library: Library
) -> None:
    made = an_analysis()
    library.correct(saved_link, rename_entity(made, "e1", "Anna B."), seen=1, who="Uta Klamm")
    library.correct(saved_link, set_kind(made, "q2", "mixed"), seen=2, who="Uta Klamm")
    page = run_page("app.py", article=saved_link)
    assert "Korrekturen (2)" in {p.proto.popover.label for p in popovers(page)}
    page.session_state["correct.history"] = True
    page.run()
    words = words_on(page)
    assert "„Anna Berger“ heißt jetzt **Anna B\\.**" in words
    assert "„das sei verfrüht“ ist jetzt: Teils wörtliches Zitat" in words
    assert "Uta Klamm, " in words
    press(page, "Rückgängig")
    assert now(library, saved_link).quotes[1].kind == "indirect"
    page.session_state["correct.history"] = True
    page.run()
    assert "~~" in words_on(page)
    press(page, "Wiederherstellen")
    assert now(library, saved_link).quotes[1].kind == "mixed"


def popovers(page: AppTest) -> list[Any]:
    """The popovers in the bar."""
    found: list[Any] = []

    def walk(block: Any) -> None:
        for child in getattr(block, "children", {}).values():
            if getattr(getattr(child, "proto", None), "popover", None) and child.proto.popover.label:
                found.append(child)
            walk(child)

    walk(page.main)
    return found


def test_the_name_given_in_the_list_stands_beside_ones_corrections(
    open_panel: Open, saved_link: str, library: Library
) -> None:
    library.correct(saved_link, rename_entity(an_analysis(), "e1", "Anna B."), seen=1)
    page = open_panel("q2")
    page.session_state["correct.history"] = True
    page.run()
    page.text_input(key="correct.history.name").set_value("Uta Klamm").run()
    widget(page, "kind").set_value("mixed")
    apply(page)
    assert [entry.correction.who for entry in library.history(saved_link)] == ["", "Uta Klamm"]


def field(page: AppTest) -> list[Any]:
    """The field for the name in the notice of what was just done."""
    return [w for w in page.text_input if w.key == "correct.done.name"]


def test_the_first_correction_of_a_session_asks_for_the_name_and_gets_it(
    open_panel: Open, saved_link: str, library: Library
) -> None:
    page = open_panel("q2")
    assert not field(page)
    widget(page, "kind").set_value("mixed")
    apply(page)
    assert field(page)[0].label == "Ihr Name"
    field(page)[0].set_value("  Uta\n Klamm ").run()
    assert not page.exception
    assert [e.correction.who for e in library.history(saved_link)] == ["Uta Klamm"]
    assert not field(page)
    widget(page, "kind").set_value("direct")
    apply(page)
    assert not field(page)
    assert [e.correction.who for e in library.history(saved_link)] == ["Uta Klamm"] * 2


def test_a_name_left_out_is_asked_for_once_and_told_as_none(
    open_panel: Open, saved_link: str, library: Library
) -> None:
    page = open_panel("q2")
    widget(page, "kind").set_value("mixed")
    apply(page)
    assert field(page)
    widget(page, "kind").set_value("direct")
    apply(page)
    assert not field(page)
    page.session_state["correct.history"] = True
    page.run()
    assert words_on(page).count("ohne Namen, ") == 2
    assert "\\(von Hand\\, ohne Namen\\, " in words_on(page)
    page.text_input(key="correct.history.name").set_value("Uta Klamm").run()
    assert [e.correction.who for e in library.history(saved_link)] == ["Uta Klamm"] * 2, "all of this session"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("![x](http://evil.example/x.png)", "![x](http://evil.example/x.png)"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("a\u202eb\x07c\x1b[1m", "abc[1m"),
        ("\u200b\u2060", ""),
        ("N" * 200, "N" * 80),
    ],
)
def test_a_hostile_name_stays_words(typed: str, kept: str, open_panel: Open, saved_link: str, library: Library) -> None:
    page = open_panel("q2")
    widget(page, "kind").set_value("mixed")
    apply(page)
    field(page)[0].set_value(typed).run()
    page.session_state["correct.history"] = True
    page.run()
    assert not page.exception
    assert [e.correction.who for e in library.history(saved_link)] == [kept]
    for text in (str(e.value) for e in (*page.markdown, *page.caption)):
        bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", text)
        assert not re.search(r"!\[|<img", bare)
    library.replace(saved_link, replace(an_analysis(), quotes=()))  # now it stands among what fits no more
    page.run()
    for text in (str(e.value) for e in (*page.markdown, *page.caption)):
        bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", text)
        assert not re.search(r"!\[|<img", bare)


def test_what_somebody_else_changed_meanwhile_is_shown_and_chosen_between(
    open_panel: Open, saved_link: str, library: Library
) -> None:
    for label, name in (("Diese Fassung behalten", "Anna Z."), ("Meine trotzdem übernehmen", "Anna M.")):
        page = open_panel("e1")
        widget(page, "name").set_value("Anna M.")
        library.correct(saved_link, rename_entity(now(library, saved_link), "e1", "Anna Z."), seen=99, who="Zoe Amt")
        apply(page)
        words = words_on(page)
        assert "Inzwischen hat Zoe Amt dasselbe geändert" in words
        assert "Anna Z\\." in words
        assert "Anna M\\." in words
        press(page, label)
        assert "e1" in {e.id for e in now(library, saved_link).entities if e.name == name}
        assert "Inzwischen" not in words_on(page)


def test_what_somebody_else_changed_elsewhere_is_kept_and_told(
    open_panel: Open, saved_link: str, library: Library
) -> None:
    page = open_panel("e1")
    widget(page, "name").set_value("Anna M.")
    library.correct(saved_link, set_kind(an_analysis(), "q2", "mixed"), seen=1, who="Zoe Amt")
    library.correct(saved_link, set_speaker(an_analysis(), "q2", None), seen=2, who="Zoe Amt")
    apply(page)
    assert "2 Korrekturen von Zoe Amt sind dazugekommen" in words_on(page)
    after = now(library, saved_link)
    assert "Anna M." in names(after)
    assert after.quotes[1].kind == "mixed"
    page.button(key="correct.others.close").click().run()
    assert "dazugekommen" not in words_on(page)


@pytest.mark.parametrize("file", list(PANELS))
def test_a_link_for_reading_shows_no_controls(file: str, run_page: RunPage, saved_link: str, library: Library) -> None:
    library.correct(saved_link, set_kind(an_analysis(), "q2", "mixed"), seen=1, who="Zoe Amt")
    reading = library.share(saved_link, "read")
    for finding in ("e1", "q1", "v1", "t0"):
        page = run_page(file, article=reading, show=finding)
        assert not [e for e in page.expander if e.label == "Korrigieren"]
        assert not page.date_input
        page.session_state["correct.history"] = True
        page.run()
        assert "Teils wörtliches Zitat" in words_on(page)
        assert not [b for b in page.button if b.label in {"Rückgängig", "Wiederherstellen", "Übernehmen"}]


def test_corrections_that_fit_no_longer_are_listed(run_page: RunPage, saved_link: str, library: Library) -> None:
    made = an_analysis()
    library.correct(saved_link, set_kind(made, "q2", "mixed"), seen=1, who="Uta Klamm")
    library.replace(saved_link, replace(made, quotes=made.quotes[:1]))
    page = run_page("app.py", article=saved_link)
    page.session_state["correct.history"] = True
    page.run()
    assert "Passt nicht mehr zum Text" in words_on(page)


def test_in_english_every_sentence_is_there(open_panel: Open, saved_link: str) -> None:
    for finding in ("e1", "q1", "v1", "t0"):
        page = open_panel(finding, locale="en-GB")
        assert [e for e in page.expander if e.label == "Correct"]
        with speaking("en"):
            apply(page)


@pytest.mark.parametrize(
    "hostile", ["![x](http://evil.example/x.png)", "<img src=x onerror=alert(1)>", ":red[x] $x$ ~~x~~"]
)
def test_hostile_names_stay_words(hostile: str, open_panel: Open, saved_link: str) -> None:
    page = open_panel("e1")
    widget(page, "name").set_value(hostile)
    apply(page)
    page.session_state["correct.history"] = True
    page.run()
    for text in (str(e.value) for e in (*page.markdown, *page.caption)):
        bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", text)
        assert not re.search(r"!\[|<img|:red\[|\$x|~~x~~", bare)


def selecting() -> None:
    """A page that does with selected words what the button of the bar stands for."""
    import streamlit as st

    from components.analysis.model import Passage
    from components.views.correct_selection import from_selection
    from components.views.saved import current

    saved = current()
    assert saved is not None
    deeds = from_selection(saved, "detail")
    assert deeds is not None
    code, start, end = st.session_state["asked"]
    assert code in [known for group in deeds.groups for known, _ in group]
    deeds.do(code, Passage(start, end))


@pytest.mark.parametrize(
    ("code", "words", "shown", "found"),
    [
        ("PER", "Uta Klamm", "", lambda a: names(a)["Uta Klamm"] == "PER"),
        ("ORG", "(Agentur)", "q1", lambda a: names(a)["Agentur"] == "ORG"),
        ("quote", "am 3. Mai 2023", "", lambda a: a.quotes[1].how == "by_hand" and a.quotes[1].kind == "indirect"),
        ("event", "sagte Ministerin Anna Berger am 3. Mai 2023", "", lambda a: a.events[1].value == "2023-05-03"),
        ("borders", "sei verfrüht", "q2", lambda a: words_of(a.quotes[1].parts) == ["sei verfrüht"]),
        ("part", "Ein Beamter sagte", "q2", lambda a: words_of(a.quotes[1].parts) == ["Ein Beamter sagte", "das sei verfrüht"]),
        ("label", "öffnen am Montag", "v1", lambda a: a.events[0].label == "öffnen am Montag"),
        ("mention", "Uta Klamm", "e1", lambda a: [len(e.mentions) for e in a.entities if e.name == "Anna Berger"] == [2]),
    ],
)  # fmt: skip
def test_selected_words_become_what_was_asked_for(
    code: str, words: str, shown: str, found: Callable[[Analysis], bool], saved_link: str, library: Library
) -> None:
    page = AppTest.from_function(selecting)
    page.query_params["article"] = saved_link
    if shown:
        page.query_params["show"] = shown
    page.session_state["asked"] = (code, passage(words).start, passage(words).end)
    page.run()
    assert not page.exception
    assert found(now(library, saved_link))
    assert ("correct.panel.detail" in page.session_state) == (code in {"PER", "ORG", "quote", "event"})


def words_of(parts: tuple[Passage, ...]) -> list[str]:
    """The words at the passages."""
    return [TEXT[p.start : p.end] for p in parts]


# ------------------------------------------------------------------------------------------------------------- pieces of the above


def at(words: str) -> Passage:
    return passage(words)


@pytest.mark.parametrize(
    ("selected", "name"),
    [
        (" Anna Berger ", "Anna Berger"),
        ("nna Berg", "Anna Berger"),
        ("(Agentur)", "Agentur"),
        ("verfrüht.", "verfrüht"),
    ],
)
def test_a_name_is_whole_words_alone(selected: str, name: str) -> None:
    found = name_at(an_analysis(), at(selected))
    assert TEXT[found.start : found.end] == name


def test_a_quotation_takes_the_marks_around_it() -> None:
    inside, kind = quoted_at(an_analysis(), at("Wir öffnen am Montag"))
    assert (TEXT[inside.start : inside.end], kind) == ("„Wir öffnen am Montag“", "direct")
    assert quoted_at(an_analysis(), at("das sei verfrüht"))[1] == "indirect"
    assert quoted_at(an_analysis(), at("öffnen am Montag“, sagte"))[1] == "mixed"


def test_blanks_alone_are_no_words() -> None:
    assert whole_words(an_analysis(), Passage(13, 14)) == Passage(13, 14)


def test_a_border_stays_in_the_text_and_off_the_other_parts() -> None:
    text = "eins zwei drei vier"
    parts = (Passage(0, 4), Passage(10, 14))
    assert shifted(text, parts, 0, "start", -1) == parts
    assert shifted(text, parts, 0, "start", 1) == parts
    assert shifted(text, parts, 0, "end", 1) == (Passage(0, 9), Passage(10, 14))
    assert shifted(text, (Passage(0, 9), Passage(10, 14)), 0, "end", 1) == (Passage(0, 9), Passage(10, 14))
    assert shifted(text, parts, 1, "end", 1) == (Passage(0, 4), Passage(10, 19))
