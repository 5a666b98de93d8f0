"""No plugins for Pydantic: to be imported before it.

Plugins of other packages would be looked for at every start, and nothing here wants them. To load
what reads the metadata of packages takes 10 ms, even where plugins are switched off: so what would
load it is given an answer here. A Pydantic that asks elsewhere still reads the variable.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
_answer = ModuleType("pydantic.plugin._loader")
vars(_answer)["get_plugins"] = tuple
sys.modules.setdefault(_answer.__name__, _answer)
