"""Where archives are: cities and states by their English names, as citations put them."""

from __future__ import annotations

import re
from functools import lru_cache

_CITIES = """
Moscow|Saint Petersburg|St. Petersburg|Leningrad|Podolsk|Krasnogorsk|Vladivostok|Kyiv|Kiev|
Kharkiv|Lviv|Odesa|Minsk|Vilnius|Riga|Tallinn|Tartu|Tbilisi|Yerevan|Baku|Almaty|Tashkent|Bishkek|
Dushanbe|Chisinau|Chişinău|Sofia|Bucharest|București|Budapest|Warsaw|Warszawa|Prague|Praha|
Bratislava|Belgrade|Beograd|Zagreb|Ljubljana|Sarajevo|Skopje|Tirana|Berlin|East Berlin|Bonn|
Koblenz|Freiburg|Freiburg im Breisgau|Munich|München|Stuttgart|Hamburg|Leipzig|Dresden|Potsdam|
Vienna|Wien|Bern|Berne|Geneva|Zurich|Rome|Roma|Florence|Milan|Vatican City|Paris|La Courneuve|
Nantes|Vincennes|Brussels|The Hague|Den Haag|Amsterdam|Luxembourg|London|Kew|Kew Gardens|Oxford|
Cambridge|Edinburgh|Dublin|Stockholm|Oslo|Copenhagen|Helsinki|Reykjavik|Madrid|Lisbon|Athens|
Ankara|Istanbul|Jerusalem|Tel Aviv|Cairo|Tehran|Baghdad|Beijing|Peking|Shanghai|Nanjing|Nanking|
Guangzhou|Chongqing|Taipei|Hong Kong|Seoul|Pyongyang|Tokyo|Ulaanbaatar|Ulan Bator|Hanoi|
Ho Chi Minh City|New Delhi|Delhi|Islamabad|Jakarta|Manila|Bangkok|Canberra|Wellington|Ottawa|
Toronto|Havana|Mexico City|Brasilia|Buenos Aires|Santiago|Washington|Washington, D.C.|
Washington D.C.|Washington DC|Washington, DC|College Park|Abilene|Independence|Boston|Austin|
Hyde Park|Ann Arbor|Grand Rapids|Simi Valley|Yorba Linda|Atlanta|College Station|Little Rock|
Stanford|Palo Alto|Bloomington|Madison|Durham|Sankt Augustin|Vancouver|Hanover|New York|
New York City|Princeton|New Haven|Chicago|Lexington|Carlisle|Carlisle Barracks|
Maxwell Air Force Base|Москва|Киев|Київ|София
"""
_STATES = """
D.C.|DC|Maryland|MD|Md.|Kansas|KS|Missouri|MO|Massachusetts|MA|Mass.|Texas|TX|New York|NY|N.Y.|
Michigan|MI|California|CA|Calif.|Georgia|GA|Arkansas|AR|Virginia|VA|Va.|New Jersey|NJ|N.J.|
Connecticut|CT|Pennsylvania|PA|Illinois|IL|Surrey|England|Scotland|Wales|UK|U.K.|USA|U.S.A.|IN|
Indiana|NC|OH|Ohio|WA|OR|NH|RI|WI|MN|IA|Canada
"""


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return _listed(_CITIES) | _states()


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    return _listed(_STATES)


def _listed(names: str) -> frozenset[str]:
    return frozenset(_folded(name) for name in names.replace("\n", "").split("|"))


def is_city(text: str) -> bool:
    """Tell whether a text is the name of a city in which archives are, or of a state around it.

    Several may stand in one text, with commas: `College Park, MD`.
    """
    parts = [part for part in re.split(r",\s*", text) if part]
    return bool(parts) and all(_folded(part) in _places() for part in parts[:4]) and len(parts) < 5


def is_state(text: str) -> bool:
    """Tell whether a text is a state as addresses have it: `IN`, `Maryland`."""
    return _folded(text) in _states()


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace(".", "").split())
