"""Renders a batch of templates with Jinja2, configured as ansible-core configures it for template files.

Reads JSON from stdin: the directory of templates to include, variables, and templates with their options. Writes a JSON list
with the text of each template, or the error with which Jinja2 refuses it.
"""
import json
import sys

import jinja2


class Undefined(jinja2.StrictUndefined):
    """As in ansible-core: a part of something undefined is undefined, and only its use is an error.

    Unlike there, printing a list that holds it is a use.
    """

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return self

    def __getitem__(self, key):
        return self

    def __repr__(self):
        self._fail_with_undefined_error()


def newlines(text):
    return len(text) - len(text.rstrip('\n'))


def render(job, directory, variables):
    environment = jinja2.Environment(
        trim_blocks=job['trim'],
        lstrip_blocks=job['strip'],
        undefined=Undefined,
        extensions=['jinja2.ext.do', 'jinja2.ext.loopcontrols'],
        finalize=lambda value: '' if value is None else value,
        loader=jinja2.FileSystemLoader(directory))
    try:
        text = environment.from_string(job['text']).render(variables)
    except Exception as error:
        return {'error': f'{type(error).__name__}: {error}'}
    # ansible-core puts back the newlines at the end that Jinja2 drops.
    return {'text': text + '\n' * max(0, newlines(job['text']) - newlines(text))}


batch = json.load(sys.stdin)
json.dump([render(job, batch['directory'], batch['variables']) for job in batch['templates']], sys.stdout)
