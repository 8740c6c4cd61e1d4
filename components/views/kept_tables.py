"""The tables of the pages, each made once an analysis and filter (see kept.py); nobody changes them in place."""

from components import tables, tables_doubts, tables_marks, tables_quotes, tables_timeline
from components.views.kept import kept

entities_table = kept(tables.entities_table)
passages_of = kept(tables_marks.passages_of)
marks = kept(tables_marks.marks)
doubts = kept(tables_doubts.doubts)
quotes_table = kept(tables_quotes.quotes_table)
quotes_filtered = kept(tables_quotes.filtered)
speakers_table = kept(tables_quotes.speakers_table)
profile_table = kept(tables_quotes.profile_table)
unheard_table = kept(tables_quotes.unheard_table)
events_table = kept(tables_timeline.events_table)
events_filtered = kept(tables_timeline.filtered_events)
surest = kept(tables_timeline.surest)
