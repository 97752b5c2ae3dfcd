"""What is measured, and the aims."""

import json
import pathlib
import shlex
import subprocess
import sys

import hosts

HERE = pathlib.Path(__file__).resolve().parent

# The sizes of the two scopes.
TASKS = {"quick": [1000], "all": [1000, 2000, 4000, 10000]}
HOSTS = {"quick": [50], "all": [50, 200, 500]}
RECORDED_HOSTS = {"quick": [100], "all": [100, 1000]}
# More than this takes the peers too long to wait for; what one task or host costs them is printed.
TASKS_OF_PEERS = 200
MOST_HOSTS_OF_PEERS = 50
# How many times faster than each of them is aimed at.
TIMES = {"ansible, pipelining": 20, "ansible, mitogen": 5}


def steady(bench):
    bench.table("100 tasks on one host, nothing to change")
    bench.row("floor: ssh host sh -s", floor(bench, 1))
    compare(bench, bench.hosts.inventory(1), "steady-100.yml")


def changing(bench):
    bench.table("100 tasks on one host, of which 75 change something")
    bench.row("floor: ssh host sh -s, a shell script with the same effects",
              floor(bench, 1, "changing.sh"), bench.clean)
    ours = compare(bench, bench.hosts.inventory(1), "changing-100.yml", bench.clean)
    bench.costs("one of the 75 changes, its share of the whole run", 75)
    if ours:
        bench.aim("fewer than 300 processes on the host for 75 changes", ours.processes, most=299)


def latency(bench):
    """A round trip takes 50 ms. The peers take minutes, so ansible with pipelining is left out of the quick scope."""
    network = subprocess.Popen(
        [sys.executable, str(HERE / "delay.py"), str(hosts.PORT), "50", f"{hosts.address(0, 2)}={hosts.address(0)}"],
        stdout=subprocess.PIPE)
    try:
        network.stdout.readline()
        inventory = bench.hosts.inventory(1, 2)
        for title, playbook, script, before, most in (
                ("nothing to change", "steady-100.yml", "login.sh", None, 16),
                ("75 changes", "changing-100.yml", "changing.sh", bench.clean, 100)):
            bench.table(f"100 tasks on one host, {title}, 50 ms to the host and back")
            bench.row("floor: ssh host sh -s", floor(bench, 1, script, network=2), before)
            ours = compare(bench, inventory, playbook, before, pipelining=bench.scope == "all")
            if ours:
                bench.aim(f"at most {most} round trips of 50 ms with {title}", ours.trips, most=most)
    finally:
        network.kill()
        network.wait()


def tasks(bench):
    """Checks of many tasks on this machine, of which 75 % would change something.

    Beside the first stand the peers: they apply fewer tasks, because their own check does not know what the tasks before
    would have done, and stops at the first that needs it.
    """
    templates = bench.directory / "templates"
    if not templates.exists():
        templates.symlink_to(HERE / "templates")
    for count in TASKS[bench.scope]:
        bench.table(f"check of {count:,} tasks of which 75 % would change something, without a connection", count, "task")
        ours = bench.row("sluice check", bench.sluice("check", "-i", "h1,", "-c", "local", many_tasks(bench, count)),
                         bench.clean)
        if count == TASKS[bench.scope][0]:
            for name, configuration in peers(bench):
                bench.row(f"{name}, {TASKS_OF_PEERS} tasks applied", bench.ansible(
                    configuration, "h1,", many_tasks(bench, TASKS_OF_PEERS), "-c", "local",
                    "-e", "ansible_python_interpreter=/usr/bin/python3"), bench.clean, TASKS_OF_PEERS)
        if ours and count == 10000:
            bench.aim("check of 10,000 tasks within 6 s", ours.wall, most=6)
            bench.aim("check of 10,000 tasks within 400 MiB", ours.memory, most=400)


def many_tasks(bench, count):
    """A playbook of so many tasks."""
    playbook = bench.directory / f"changing-{count}.yml"
    playbook.write_text(
        "- hosts: all\n  gather_facts: false\n  vars: { base: \"/tmp/sluice-benchmark/{{ inventory_hostname }}\" }\n"
        "  tasks:\n" + "".join(
            f"    - import_tasks: {HERE}/changing.yml\n      vars: {{ block_number: {block} }}\n"
            for block in range(1, count // 20 + 1)))
    return playbook


def many_hosts(bench):
    for count in HOSTS[bench.scope]:
        for title, playbook, script, before in (
                ("nothing to change", "steady-20.yml", "login.sh", None),
                ("15 changes each", "changing-20.yml", "changing.sh", bench.clean)):
            if not before:
                # The first run may be the one that counts, and is to find nothing to change.
                subprocess.run(bench.apply(bench.hosts.inventory(count), playbook), check=True,
                               stdout=subprocess.DEVNULL)
            bench.table(f"20 tasks on {count} hosts, {title}", count, "host")
            bench.row("floor: ssh host sh -s, all at once", floor(bench, count, script, blocks=1), before)
            compare(bench, bench.hosts.inventory(count), playbook, before, pipelining=count <= MOST_HOSTS_OF_PEERS,
                    mitogen=count <= MOST_HOSTS_OF_PEERS)


def recorded(bench):
    """Checks against recorded facts: what the controller itself costs with many hosts. The peers cannot do that."""
    bench.clean()
    one = bench.directory / "facts.1.json"
    subprocess.run(bench.sluice("facts", "record", "--to", one, "-i", "h1,", "-c", "local", HERE / "changing-100.yml"),
                   check=True, stdout=subprocess.DEVNULL)
    for count in RECORDED_HOSTS[bench.scope]:
        facts = bench.directory / f"facts.{count}.json"
        write_facts(one, facts, count)
        inventory = bench.directory / f"recorded.{count}"
        inventory.write_text("".join(f"h{number}\n" for number in range(1, count + 1)))
        bench.table(f"check of {count:,} recorded hosts with 100 tasks each, of which 75 would change something",
                    count, "host")
        ours = bench.row("sluice check --facts", bench.sluice(
            "check", "--facts", facts, "--forks", "50", "-i", inventory, HERE / "changing-100.yml"))
        if ours and count == 1000:
            bench.aim("check of 1,000 recorded hosts within 15 s of CPU", ours.own, most=15)
            bench.aim("check of 1,000 recorded hosts within 400 MiB", ours.memory, most=400)


def write_facts(one, facts, count):
    """The recorded facts of many hosts, from those of one. Never holds them all: what this process has needed counts as the
    memory of those that it starts."""
    document = json.loads(one.read_text())
    text = json.dumps(document["targets"].pop("h1"))
    head = json.dumps(document | {"targets": {}}).removesuffix("}}")
    with facts.open("w") as file:
        file.write(head)
        for number in range(1, count + 1):
            own = text.replace("/h1/", f"/h{number}/").replace('/h1"', f'/h{number}"')
            file.write(f'{"," if number > 1 else ""}"h{number}": {own}')
        file.write("}}")


def parallel(bench):
    """Two phases on two hosts; with one fork they are run one after the other."""
    playbook = bench.directory / "phases.yml"
    playbook.write_text("".join(
        f"- id: {name}\n  needs: []\n  hosts: {host}\n  gather_facts: false\n  tasks:\n    - command: sleep 5\n"
        for name, host in (("one", "h1"), ("two", "h2"))))
    bench.table("two phases on two hosts that wait 5 s each")
    ours = bench.row("sluice apply", bench.apply(bench.hosts.inventory(2), playbook))
    bench.row("sluice apply --forks 1", bench.apply(bench.hosts.inventory(2), playbook, forks=1))
    if ours:
        bench.aim("two phases that wait 5 s each, in less than twice that", ours.wall, most=9.9)


def start_up(bench):
    playbook = bench.directory / "hello.yml"
    playbook.write_text("- hosts: all\n  gather_facts: false\n  tasks:\n    - debug: { msg: hello }\n")
    bench.table("start-up")
    bench.row("sluice --version", bench.sluice("--version"))
    bench.row("sluice check, one task, no host reached",
              bench.sluice("check", "-i", "localhost,", "-c", "local", playbook))
    bench.row("ansible-playbook --check, the same",
              ["ansible-playbook", "--check", "-i", "localhost,", "-c", "local", str(playbook)])


CASES = {"steady": steady, "changing": changing, "latency": latency, "tasks": tasks, "hosts": many_hosts,
         "recorded": recorded, "parallel": parallel, "start-up": start_up}


def compare(bench, inventory, playbook, before=None, pipelining=True, mitogen=True):
    """Sluice beside its peers, with the aims; returns the figures of sluice.

    before: what is done ahead of each run. Without it, the run that warms up makes what the others find.
    """
    ours = bench.row("sluice apply", bench.apply(inventory, playbook), before)
    for name, configuration in peers(bench, pipelining, mitogen):
        peer = bench.row(name, bench.ansible(configuration, inventory, HERE / playbook), before)
        if ours and peer:
            times = TIMES[name]
            bench.aim(f"{bench.title}: {times} times faster than {name}", peer.wall / ours.wall, least=times)
    return ours


def peers(bench, pipelining=True, mitogen=True):
    """The peers that are wanted and there, each with its configuration."""
    return [(name, configuration)
            for name, configuration, wanted in (("ansible, pipelining", bench.pipelining, pipelining),
                                                ("ansible, mitogen", bench.mitogen, mitogen and bench.has_mitogen))
            if wanted]


def floor(bench, count, script="login.sh", blocks=5, network=1):
    """A command that runs a shell script on the first hosts, all at once; it is told the host's name and how many blocks."""
    logins = [f"{shlex.join(bench.hosts.ssh(number, network))} h{number + 1} {blocks} <{HERE / script} &"
              for number in range(count)]
    file = bench.directory / "floor.sh"
    file.write_text("\n".join(logins) + "\nwait\n")
    return ["sh", str(file)]
