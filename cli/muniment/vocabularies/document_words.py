"""Words of titles: what a document is, and what else a title may be about, with a date of its own.

Folded, as `months.folded` gives them.
"""

from __future__ import annotations

from muniment.vocabularies.months import folded

# Documents that somebody sends, or writes down and dates: the date that ends the title is theirs.
_DATED = (
    "telegram telegramme cable cablegram radiogram teletype telex airgram letter note message "
    "memorandum memo dispatch despatch postcard circular",
    "telegramm fernschreiben brief schreiben depesche note vermerk rundschreiben postkarte",
    "telegramme lettre depeche note message circulaire",
    "telegrama carta mensaje telegramma lettera messaggio depesza pismo notatka",
    "телеграмма шифротелеграмма шифртелеграмма радиограмма письмо записка депеша нота",
)
# Acts have a date of their own too; but their titles may also be those of what they bring about.
_ACTS = (
    "order decree directive instruction ordinance proclamation",
    "befehl erlass verordnung weisung anordnung bekanntmachung",
    "ordre decret arrete decreto orden ordine dekret rozkaz",
    "приказ указ постановление директива распоряжение",
)
# What took place, or is written about something, on a day, or is taken from something else: the
# date may be that of the event, of the period, of the other document.
_OTHERS = (
    "conversation conversations talk talks meeting meetings session sessions conference congress "
    "plenum negotiations discussion discussions interview interviews visit visits speech speeches "
    "address remarks statement hearing hearings trial testimony minutes protocol protocols record "
    "records transcript transcripts stenogram journal diary diaries log entry entries report "
    "reports summary summaries digest review survey account accounts recollections memoirs "
    "reply replies response responses answer answers reaction comments comment commentary remarks "
    "excerpt excerpts extract extracts annex enclosure attachment appendix supplement draft drafts "
    "copy copies translation plan plans budget statistics resolution resolutions decision "
    "decisions treaty agreement armistice accord pact announcement declaration communique "
    "telegrams cables letters notes messages memoranda memorandums memos dispatches despatches "
    "orders decrees directives instructions correspondence file files papers collection issue "
    "number bulletin newspaper article event events attack battle anniversary birthday "
    "concerning regarding about re on",
    "gesprach gesprache unterredung sitzung tagung konferenz besprechung verhandlung treffen "
    "besuch rede ansprache protokoll protokolle niederschrift aufzeichnung bericht berichte "
    "tagebuch antwort auszug abschrift anlage anhang entwurf ubersetzung kopie plan beschluss "
    "vertrag abkommen erklarung briefe telegramme uber betreffend betr zu zum zur",
    "entretien entretiens conversation reunion seance conference visite discours rapport journal "
    "reponse extrait annexe traduction copie projet proces traite accord lettres sur concernant",
    "rozmowa rozmowy posiedzenie spotkanie protokol raport odpowiedz wyciag odpis kopia projekt "
    "listy informe respuesta copia reunion conversacion relazione risposta copia colloquio",
    "беседа беседы беседе разговор встреча встрече встречи заседание заседания съезд съезда "
    "пленум пленума конференция конференции переговоры визит речь протокол протокола запись "
    "стенограмма дневник дневника отчет отчета доклад доклада справка ответ выписка копия проект "
    "перевод приложение решение договор соглашение телеграммы письма записки о об",
)
# Right before a date they make it that of something else, or the beginning or the end of a time.
_BEFORE = (
    "of from dated on until till to through since for by before after between and or in at as "
    "circa ca c about approximately around up no",
    "vom von am bis seit ab nach vor und oder zum im um etwa dem der datiert",
    "du de la au des depuis jusqu avant apres et ou vers en del al desde hasta y",
    "z od do dnia i przed po",
    "от до с со на и или по к за после около в",
)
# They stand between a comma and a date, and do not say whose it is: days of the week, articles.
_BETWEEN = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri",
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag den",
    "lundi mardi mercredi jeudi vendredi samedi dimanche le",
    "понедельник вторник среда четверг пятница суббота воскресенье",
)


def _all(lists: tuple[str, ...]) -> frozenset[str]:
    return frozenset(folded(word) for words in lists for word in words.split())


DATED = _all(_DATED)
ACTS = _all(_ACTS)
OTHERS = _all(_OTHERS) - DATED - ACTS
BEFORE_ANOTHERS = _all(_BEFORE)
BETWEEN = _all(_BETWEEN)
