import { describe, expect, it } from 'vitest';
import { editSource, sortEdits, sourceFrom } from '../../../src/engine/source-file.ts';
import { loggerAt } from '../../../src/languages/python/logger.ts';
import { parsePython } from '../../../src/languages/python/parse.ts';
import { supportEdits } from '../../../src/languages/python/support.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Fix } from '../../../src/types.ts';
import { viewOf, type CaseOptions } from '../../helpers/fixture.ts';

/** The text with the logger that its first `print(1)` needs, or the reason why there is none. */
function withLogger(text: string, options: CaseOptions = {}): string {
  const doc = parsePython(text, 'app/module.py');
  const call = [...doc.root.descendants('call')].find((node) => node.text === 'print(1)')!;
  const logger = loggerAt(doc, call, viewOf('app/module.py', options));
  if ('reason' in logger) return logger.reason;
  const fix: Fix = { edits: [{ start: call.start, end: call.start + 'print'.length, text: `${logger.expression}.info` }], needs: logger.needs };
  const { edits } = supportEdits(doc, [{ id: 'a', transform: 'print-to-logger', fix }]);
  return editSource(sourceFrom(text), sortEdits([...fix.edits, ...edits])).text;
}

describe('where a new logger goes', () => {
  it.each([
  ['a file without any head', `def f():
    print(1)
`,
    `import logging

logger = logging.getLogger(__name__)


def f():
    logger.info(1)
`],
  ['a shebang, an encoding line and a licence', `#!/usr/bin/env python
# -*- coding: utf-8 -*-
# Licence

def f():
    print(1)
`,
    `#!/usr/bin/env python
# -*- coding: utf-8 -*-
# Licence

import logging

logger = logging.getLogger(__name__)


def f():
    logger.info(1)
`],
  ['a shebang alone', `#!/usr/bin/env python
def f():
    print(1)
`,
    `#!/usr/bin/env python
import logging

logger = logging.getLogger(__name__)


def f():
    logger.info(1)
`],
  ['only a docstring', `"""Doc."""


def f():
    print(1)
`,
    `"""Doc."""

import logging

logger = logging.getLogger(__name__)


def f():
    logger.info(1)
`],
  ['code right below the docstring', `"""Doc."""
def f():
    print(1)
`,
    `"""Doc."""

import logging

logger = logging.getLogger(__name__)


def f():
    logger.info(1)
`],
  ['a `__future__` import', `"""Doc."""
from __future__ import annotations

X = 1


def f():
    print(1)
`,
    `"""Doc."""
from __future__ import annotations

import logging

logger = logging.getLogger(__name__)

X = 1


def f():
    logger.info(1)
`],
  ['only third-party imports', `from fastapi import FastAPI

app = FastAPI()


def f():
    print(1)
`,
    `import logging

from fastapi import FastAPI

logger = logging.getLogger(__name__)

app = FastAPI()


def f():
    logger.info(1)
`],
  ['groups of imports', `from fastapi import FastAPI

from .a import b


def f():
    print(1)
`,
    `import logging

from fastapi import FastAPI

from .a import b

logger = logging.getLogger(__name__)


def f():
    logger.info(1)
`],
  ['code right below the imports', `import os
import sys
app = 1
def f():
    print(1)
`,
    `import logging
import os
import sys

logger = logging.getLogger(__name__)

app = 1
def f():
    logger.info(1)
`],
  ['comments at the end of import lines', `import os  # the os
import sys  # noqa


def f():
    print(1)
`,
    `import logging
import os  # the os
import sys  # noqa

logger = logging.getLogger(__name__)


def f():
    logger.info(1)
`],
  ['a list of names in parentheses', `import os
from typing import (
    Any,
    Dict,
)


def f():
    print(1)
`,
    `import logging
import os
from typing import (
    Any,
    Dict,
)

logger = logging.getLogger(__name__)


def f():
    logger.info(1)
`],
  ['an import guarded by `try`', `import os

try:
    import a
except ImportError:
    a = None


class A:
    def f(self):
        print(1)
`,
    `import logging
import os

try:
    import a
except ImportError:
    a = None

logger = logging.getLogger(__name__)


class A:
    def f(self):
        logger.info(1)
`],
  ['an import under `TYPE_CHECKING`', `from typing import TYPE_CHECKING

import fastapi

if TYPE_CHECKING:
    from a import B

X = 1


def f():
    print(1)
`,
    `import logging
from typing import TYPE_CHECKING

import fastapi

if TYPE_CHECKING:
    from a import B

logger = logging.getLogger(__name__)

X = 1


def f():
    logger.info(1)
`],
  ['code among the imports', `import os
X = os.getcwd()
import sys


def f():
    print(1)
`,
    `import logging
import os

logger = logging.getLogger(__name__)

X = os.getcwd()
import sys


def f():
    logger.info(1)
`],
  ['set-up among the imports', `import os
from dotenv import load_dotenv
load_dotenv()
from app import x


def f():
    print(1)
`,
    `import logging
import os
from dotenv import load_dotenv
load_dotenv()
from app import x

logger = logging.getLogger(__name__)


def f():
    logger.info(1)
`],
  ['a repaired path', `import os
import sys
sys.path.insert(0, os.getcwd())
from app import x


def f():
    print(1)
`,
    `import logging
import os
import sys
sys.path.insert(0, os.getcwd())
from app import x

logger = logging.getLogger(__name__)


def f():
    logger.info(1)
`],
  ['no final newline', `import os
def f():
    print(1)`,
    `import logging
import os

logger = logging.getLogger(__name__)


def f():
    logger.info(1)`],
  ['a first use on the first line', `print(1)
`,
    `import logging

logger = logging.getLogger(__name__)

logger.info(1)
`],
  ['a first use below the docstring', `"""Doc."""
print(1)
`,
    `"""Doc."""

import logging

logger = logging.getLogger(__name__)

logger.info(1)
`],
  ['`logging` imported already', `import logging
import os


def f():
    print(1)
`,
    `import logging
import os

logger = logging.getLogger(__name__)


def f():
    logger.info(1)
`],
  ['two imports on one line', `import os; import sys


def f():
    print(1)
`,
    `import logging
import os; import sys

logger = logging.getLogger(__name__)


def f():
    logger.info(1)
`],
  ['names such as `__version__`', `"""Doc."""
__version__ = "1"
import os


def f():
    print(1)
`,
    `"""Doc."""
__version__ = "1"
import logging
import os

logger = logging.getLogger(__name__)


def f():
    logger.info(1)
`],
  ['a comment that belongs to what follows', `import os

# Settings
X = 1


def f():
    print(1)
`,
    `import logging
import os

logger = logging.getLogger(__name__)

# Settings
X = 1


def f():
    logger.info(1)
`],
  ['a decorator below', `import os


@dec
def f():
    print(1)
`,
    `import logging
import os

logger = logging.getLogger(__name__)


@dec
def f():
    logger.info(1)
`],
  ['a comment above a function', `import os


# About f.
def f():
    print(1)
`,
    `import logging
import os

logger = logging.getLogger(__name__)


# About f.
def f():
    logger.info(1)
`],
  ['`logging` imported inside the function', `import os


def f():
    import logging
    print(1)
`,
    `import logging
import os

logger = logging.getLogger(__name__)


def f():
    import logging
    logger.info(1)
`],
  ])('%s', (_, before, after) => expect(withLogger(before)).toBe(after));
});

describe('which logger is used', () => {
  const inFunction = (head: string, body = 'print(1)') => withLogger(`${head}\n\n\ndef f():\n    ${body}\n`).split('\n').at(-2)!.trim();

  it.each([
    ['of any name', 'import logging\n\nLOG = logging.getLogger(__name__)', 'LOG.info(1)'],
    ['of structlog', 'import structlog\n\nlog = structlog.get_logger()', 'log.info(1)'],
    ['of loguru', 'from loguru import logger', 'logger.info(1)'],
    ['imported from the project', 'from app.logs import logger', 'logger.info(1)'],
  ])('the one the module has: %s', (_, head, line) => expect(inFunction(head)).toBe(line));

  it('not one the function has not made yet', () => {
    expect(withLogger('import logging\n\n\ndef f():\n    print(1)\n    logger = logging.getLogger("f")\n')).toContain('    log.info(1)');
  });

  it('written in place among the imports and above a logger that is made further down', () => {
    expect(withLogger('import os\ntry:\n    import a\nexcept ImportError:\n    print(1)\nimport b\n')).toBe(
      'import logging\nimport os\ntry:\n    import a\nexcept ImportError:\n    logging.getLogger(__name__).info(1)\nimport b\n');
    expect(withLogger('import logging\n\nprint(1)\nlogger = logging.getLogger(__name__)\n')).toBe(
      'import logging\n\nlogging.getLogger(__name__).info(1)\nlogger = logging.getLogger(__name__)\n');
  });

  it('none where `logging` comes later or means something else', () => {
    expect(withLogger('try:\n    import a\nexcept ImportError:\n    print(1)\nimport logging\n')).toBe('`logging` is imported only further down, on line 5');
    expect(withLogger('logging = True\n\n\ndef f():\n    print(1)\n')).toBe('the name `logging` means something else in this file');
  });

  it('the one the package makes, unless that closes an import cycle', () => {
    const python = { logger: { name: 'log', call: 'get_logger(__name__)', module: 'app.logs', imported: 'get_logger', style: 'structlog' as const } };
    expect(withLogger('def f():\n    print(1)\n', { python })).toBe('from app.logs import get_logger\n\nlog = get_logger(__name__)\n\n\ndef f():\n    log.info(1)\n');
    expect(withLogger('def f():\n    print(1)\n', { python, view: { loggerWouldCycle: true } })).toContain('logging.getLogger(__name__)');
  });
});

describe('a name is a logger by what it is bound to', () => {
  const RUN = '\n\n\ndef f():\n    print(1)\n';
  const lineOf = (text: string, options?: CaseOptions) => withLogger(text, options).split('\n').find((line) => line.includes('.info(1)'))?.trim() ?? withLogger(text, options);

  it.each([
    ['a function of the standard library', `from math import log\n\nX = log(2)${RUN}`, 'logger.info(1)'],
    ['a function of the project', `from app.tools import log\n\nlog("up")${RUN}`, 'logger.info(1)'],
    ['a function of the file', `def log(text):\n    return text\n\n\ndef logger():\n    return log("x")${RUN}`, '_logger.info(1)'],
    ['None', `logger = None${RUN}`, 'log.info(1)'],
    ['a list', `log = []${RUN}`, 'logger.info(1)'],
    ['bound nowhere and logged with', `def g():\n    logger.error("x")${RUN}`, 'logger.info(1)'],
    ['bound nowhere and called', `def g():\n    logger("x")${RUN}`, 'log.info(1)'],
    ['perhaps bound by a star import', `from tools import *\n\n\ndef g():\n    logger.error("x")${RUN}`, 'log.info(1)'],
    ['one of another library, which nobody logs with', `from telemetry_kit import logger${RUN}`, 'log.info(1)'],
    ['one of another library, which is logged with', `from telemetry_kit import logger\n\nlogger.info("up")${RUN}`, 'logger.info(1)'],
    ['the standard library by another name', `import logging as log\n\nlog.info("up")${RUN}`, 'log.info(1)'],
    ['set later', `logger = None\n\n\ndef init():\n    global logger\n    logger = make()${RUN}`, 'log.info(1)'],
    ['bound again with more context', `from loguru import logger\n\nlogger = logger.bind(part="x")${RUN}`, 'logger.info(1)'],
    ['made on every way', `import os\nimport logging\n\nif os.name == "nt":\n    logger = logging.getLogger("a")\nelse:\n    logger = logging.getLogger("b")${RUN}`, 'logger.info(1)'],
    ['made on one way only', `import os\nimport logging\n\nif os.name == "nt":\n    logger = logging.getLogger("a")\nelse:\n    logger = None${RUN}`, 'log.info(1)'],
    ['of a class of the file', `class Out:\n    def info(self, text): ...\n    def error(self, text): ...\n\n\nlogger = Out()${RUN}`, 'logger.info(1)'],
    ['of a class that needs more than a text', `class Out:\n    def info(self, text, user): ...\n    def error(self, text, user): ...\n\n\nlogger = Out()${RUN}`, 'log.info(1)'],
    ['of a class that knows one level', `class Out:\n    def error(self, text): ...\n\n\nlogger = Out()${RUN}`, 'log.info(1)'],
    ['a parameter that is called', 'def f(log):\n    log("x")\n    print(1)\n', 'logger.info(1)'],
    ['a parameter that is logged with', 'def f(log):\n    log.info("x")\n    print(1)\n', 'log.info(1)'],
    ['a parameter with its type', 'import logging\n\n\ndef f(log: logging.Logger):\n    print(1)\n', 'log.info(1)'],
    ['a parameter that may be absent', 'import logging\n\n\ndef f(log: logging.Logger | None = None):\n    print(1)\n', 'logger.info(1)'],
    ['a parameter that was asked for', 'import logging\n\n\ndef f(log: logging.Logger | None = None):\n    if log:\n        print(1)\n', 'log.info(1)'],
  ])('%s', (_, text, line) => expect(lineOf(text)).toBe(line));

  const inClass = (body: string, base = '') => lineOf(`import logging\n\n\nclass A${base}:\n${body}\n    def f(self):\n        print(1)\n`);
  it.each([
    ['in `__init__`', '    def __init__(self):\n        self.logger = logging.getLogger("a")\n', 'self.logger.info(1)'],
    ['as None', '    def __init__(self):\n        self.logger = None\n', 'logger.info(1)'],
    ['only later', '    def __init__(self):\n        self.logger = None\n\n    def start(self):\n        self.logger = logging.getLogger("a")\n', 'logger.info(1)'],
    ['after this method ran', '    def __init__(self):\n        self.f()\n        self.logger = logging.getLogger("a")\n', 'logger.info(1)'],
    ['to what is given or made', '    def __init__(self, logger=None):\n        self.logger = logger or logging.getLogger("a")\n', 'self.logger.info(1)'],
    ['to what may not be given', '    def __init__(self, logger: "logging.Logger | None" = None):\n        self.logger = logger\n', 'logger.info(1)'],
    ['to what the class logs with', '    def __init__(self, logger):\n        self.logger = logger\n\n    def g(self):\n        self.logger.info("x")\n', 'self.logger.info(1)'],
    ['to what the class asks for', '    def __init__(self, logger):\n        self.logger = logger\n\n    def g(self):\n        if self.logger:\n            self.logger.info("x")\n', 'logger.info(1)'],
    ['in the body of the class', '    logger = logging.getLogger("a")\n', 'self.logger.info(1)'],
    ['as a property', '    @property\n    def logger(self):\n        return logging.getLogger("a")\n', 'self.logger.info(1)'],
    ['as a method', '    def log(self, text):\n        return text\n', 'logger.info(1)'],
  ])('`self.logger`, set %s', (_, body, line) => expect(inClass(body)).toBe(line));

  it('that of a base class, where the class logs with it', () => {
    expect(inClass('    def g(self):\n        self.logger.info("x")\n', '(Base)')).toBe('self.logger.info(1)');
    expect(inClass('    def g(self):\n        self.logger.info("x")\n')).toBe('logger.info(1)');
  });

  it('what an import is in the repository', () => {
    const options = (loggerImports: ProjectView['loggerImports']) => ({ view: { loggerImports } });
    expect(lineOf(`from app import log${RUN}`, options({ 'app.log': 'other' }))).toBe('logger.info(1)');
    expect(lineOf(`import logger${RUN}`, options({ logger: 'other' }))).toBe('log.info(1)');
    expect(lineOf(`from app import log${RUN}`, options({ 'app.log': { style: 'text', methods: ['info', 'error'] } }))).toBe('log.info(1)');
    expect(lineOf(`from app import make\n\nlogger = make()${RUN}`, options({ 'app.make': { style: 'structlog', makes: true } }))).toBe('logger.info(1)');
  });

  it('never a name that a module beside `__init__.py` has', () => {
    expect(lineOf(`X = 1${RUN}`, { view: { loggerImports: { logger: 'other' } } })).toBe('log.info(1)');
  });

  it('no second one where another thing hides the first', () => {
    expect(withLogger('import logging\n\nlogger = logging.getLogger(__name__)\n\n\ndef f(logger):\n    logger("x")\n    print(1)\n')).toBe('the name of this file\'s logger, `logger`, means something else here');
  });
});
