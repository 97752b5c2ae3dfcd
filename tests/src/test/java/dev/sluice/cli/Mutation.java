package dev.sluice.cli;

import java.util.List;
import java.util.Random;

/** Damages texts the way that people, editors, machines and attackers do. */
final class Mutation {
    /** What has once broken some program that reads YAML, templates or regular expressions. */
    private static final List<String> HOSTILE = List.of(
            "{{ range(10000000) | list | length }}",
            "{% for i in range(10000000) %}x{% endfor %}",
            "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}",
            "{{ ('a' * 40) | regex_search('(a+)+b') }}",
            "{{ 'x' * 100000000 }}",
            "{{ 9 ** 9 ** 9 }}",
            "{{ a }}{{ b.c.d }}",
            "{{ hostvars[inventory_hostname] }}",
            "{{ vars }}",
            "{{ lookup('file', '/dev/zero') }}",
            "{{ lookup('file', 'nothing/here') }}",
            "{{ lookup('nothing') }}",
            "{{ [1, 2] | map('nothing') | list }}",
            "{{ {'a': [1, {'b': none}]} | to_nice_yaml }}",
            "{{ (1).__class__.__mro__ }}",
            "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
            "{% include 'nothing' %}",
            "{% if %}",
            "{%",
            "{{",
            "}}",
            "{#",
            "{% raw %}",
            "!vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162",
            "!unsafe '{{ x }}'",
            "!!python/object:os.system x",
            "&a [*a]",
            "*unknown",
            "<<: *base",
            "<<: [1, 2]",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "{a: {a: {a: {a: {a: {a: {a: {a: 1}}}}}}}}",
            "? complex\n: key",
            "--- |",
            "...",
            "%YAML 9.9\n---",
            "'",
            "\"\\ud800\"",
            "\"\\x00\"",
            "\t",
            "\u0000",
            "\ufeff",
            "\u202e",
            "\ud8ff",
            "\r",
            "0x7fffffffffffffffff",
            "1e999",
            ".inf",
            "-1",
            "08",
            "null",
            "~",
            "yes",
            "2026-11-31",
            "12:30:45",
            "[]",
            "{}",
            "''",
            "- - - -",
            ": :",
            "all:!all:&[",
            "web[9:1]",
            "~(a+)+b",
            "host[1:99999999]");

    private static final List<String> KEYWORDS = List.of(
            "loop: [1, 2]",
            "with_items: '{{ nothing }}'",
            "with_dict: 3",
            "until: false",
            "retries: 1000000",
            "delay: -1",
            "when: '{{ x }} =='",
            "when: [[]]",
            "register: 1x",
            "vars: {a: '{{ a }}'}",
            "vars: {a: '{{ b }}', b: '{{ a }}'}",
            "delegate_to: nowhere",
            "delegate_to: '{{ nothing }}'",
            "become: true",
            "become_user: '{{ nothing }}'",
            "environment: [1]",
            "serial: '{{ nothing }}'",
            "serial: [0, '0%']",
            "max_fail_percentage: '{{ nothing }}'",
            "hosts: '{{ nothing }}'",
            "tags: [all, never, 3]",
            "notify: [{}]",
            "listen: 1",
            "block: []",
            "rescue: {}",
            "include_tasks: p.yml",
            "import_tasks: p.yml",
            "import_playbook: p.yml",
            "import_role: {name: ../..}",
            "include_vars: {dir: /}",
            "loop_control: {index_var: item}",
            "no_log: 3",
            "async: 3",
            "set_fact: {'a b': 1}",
            "assert: {that: '{{'}",
            "meta: nothing");

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    /** A text with some damage. */
    String of(String text) {
        String damaged = text;
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            damaged = once(damaged);
        }
        return damaged;
    }

    private String once(String text) {
        int from = position(text);
        int to = Math.min(text.length(), from + 1 + random.nextInt(12));
        return switch (random.nextInt(12)) {
            case 0 -> text.substring(0, from) + text.substring(to);
            case 1 -> text.substring(0, from);
            case 2 -> text.substring(0, from) + one(HOSTILE) + text.substring(from);
            case 3 ->
                text.substring(0, from)
                        + text.substring(from, to).repeat(2 + random.nextInt(2000))
                        + text.substring(to);
            case 4 ->
                text.substring(0, from)
                        + (char) random.nextInt(random.nextBoolean() ? 128 : 0xd800)
                        + text.substring(to);
            case 5, 6, 7 -> withValue(text, one(HOSTILE));
            case 8, 9 -> withKeyword(text);
            case 10 -> withLine(text, true);
            default -> withLine(text, false);
        };
    }

    /** Another value for one key or item. */
    private String withValue(String text, String value) {
        String[] lines = text.split("\n", -1);
        int line = random.nextInt(lines.length);
        String old = lines[line];
        int colon = old.indexOf(": ");
        String put = random.nextBoolean() && value.startsWith("{{") ? '"' + value + '"' : value;
        lines[line] = colon >= 0 ? old.substring(0, colon + 2) + put : old.replaceFirst("- .*", "- ") + put;
        return String.join("\n", lines);
    }

    /** One more key beside a key. */
    private String withKeyword(String text) {
        String[] lines = text.split("\n", -1);
        int line = random.nextInt(lines.length);
        String indent = lines[line].replaceFirst("^([ -]*).*", "$1").replace('-', ' ');
        lines[line] = lines[line] + "\n" + indent + one(KEYWORDS);
        return String.join("\n", lines);
    }

    /** A line left out, or moved elsewhere. */
    private String withLine(String text, boolean moved) {
        List<String> lines = new java.util.ArrayList<>(List.of(text.split("\n", -1)));
        String line = lines.remove(random.nextInt(lines.size()));
        if (moved) {
            lines.add(random.nextInt(lines.size() + 1), line);
        }
        return String.join("\n", lines);
    }

    private int position(String text) {
        return text.isEmpty() ? 0 : random.nextInt(text.length());
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
