#!/usr/bin/env python3
"""Asks ansible-core for the values of the expressions and templates beside this file.

  oracle.py write    write ansible's answers into expressions.txt and templates.txt
  oracle.py verify   print every record whose answer is not ansible's; exit 1 if there is any

It needs ansible-core 2.14 (and netaddr and passlib) importable. See README.md for the format.
"""
import json
import os
import re
import sys

os.environ.setdefault("TZ", "UTC")
HERE = os.path.dirname(os.path.abspath(__file__))


def make_templar(native):
    os.environ["ANSIBLE_JINJA2_NATIVE"] = "1" if native else "0"
    from ansible.parsing.dataloader import DataLoader
    from ansible.template import Templar
    with open(os.path.join(HERE, "variables.json"), encoding="utf-8") as file:
        variables = json.load(file)
    made = Templar(loader=DataLoader(), variables=variables)
    made.environment.loader.searchpath = [os.path.join(HERE, "templates")]
    return made


def plain(value):
    from jinja2 import Undefined
    if isinstance(value, Undefined):
        raise ValueError("undefined")
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dict):
        return {key_text(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, range, set)):
        return [plain(item) for item in value]
    if hasattr(value, "isoformat") or type(value).__name__ == "timedelta":
        return str(value)
    raise ValueError("no plain value: %r" % type(value))


def key_text(key):
    return key if isinstance(key, str) else json.dumps(key)


def ask_expression(made, expression):
    try:
        value = made.template("{{ [(%s\n)] }}" % expression, escape_backslashes=False)
        if isinstance(value, str) and value.startswith("[Markup("):
            value = eval(value, {"Markup": str})  # our own expressions; escaped text prints its type within a list
        if not isinstance(value, list):
            return "!"
        return "= " + json.dumps(plain(value[0]), ensure_ascii=False)
    except Exception:  # ansible fails in many ways, and here they are all the same
        return "!"


def expressions(made, lines):
    """Yields the lines with the answers replaced."""
    for line in lines:
        if line.startswith(("= ", "!")):
            continue
        yield line
        if line.startswith("> "):
            yield ask_expression(made, line[2:])


def ask_template(made, mode, text):
    try:
        if mode == "file":
            return made.template(text, escape_backslashes=False, convert_data=False, preserve_trailing_newlines=True)
        value = plain(made.template(text))
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    except Exception:
        return "!"


def templates(made, lines):
    """Records are: '=== mode: title', the template, '---', the answer."""
    record, answer = None, False
    for line in lines + ["=== end"]:
        if line.startswith("=== "):
            if record is not None:
                text = "\n".join(record[1:])
                yield record[0]
                yield from record[1:]
                yield "---"
                yield from ask_template(made, re.match(r"=== (\w+):", record[0]).group(1), text).split("\n")
            record, answer = [line], False
        elif line == "---":
            answer = True
        elif record is None:
            yield line
        elif not answer:
            record.append(line)


def read(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return file.read().split("\n")[:-1]


def main():
    which = sys.argv[2]
    name = which + ".txt"
    before = read(name)
    if which == "expressions":
        after = list(expressions(make_templar(True), before))
    else:
        after = list(templates(make_templar(False), before))
    if sys.argv[1] == "write":
        with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
            file.write("\n".join(after) + "\n")
        return 0
    different = 0
    for old, new in zip(before, after):
        if old != new:
            different += 1
            print("%s: recorded %r, ansible says %r" % (name, old, new))
    if len(before) != len(after):
        different += 1
        print("%s: %d lines recorded, %d now" % (name, len(before), len(after)))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
