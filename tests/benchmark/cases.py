"""What is measured, and the aims."""

import pathlib
import shlex

HERE = pathlib.Path(__file__).resolve().parent
MOST_HOSTS = {"quick": 50, "all": 50}


def steady(bench):
    inventory = bench.hosts.inventory(1)
    bench.table("100 tasks on one host, nothing to change")
    bench.row("floor: ssh host sh -s", floor(bench, 1))
    compare(bench, inventory, "steady-100.yml", None, 20, 5)


def changing(bench):
    inventory = bench.hosts.inventory(1)
    bench.table("100 tasks on one host, of which 75 change something")
    bench.row("floor: ssh host sh -s, a shell script with the same effects",
              floor(bench, 1, HERE / "changing.sh"), bench.clean)
    ours = compare(bench, inventory, "changing-100.yml", bench.clean, 20, 5)
    if ours:
        bench.aim("fewer than 300 processes on the host", ours.processes, most=299)


def many_hosts(bench):
    for count in (50,):
        inventory = bench.hosts.inventory(count)
        bench.table(f"20 tasks on {count} hosts, nothing to change")
        bench.row("floor: ssh host sh -s, all at once", floor(bench, count))
        compare(bench, inventory, "steady-20.yml", None, 20, 5)


def start_up(bench):
    playbook = bench.directory / "hello.yml"
    playbook.write_text("- hosts: all\n  gather_facts: false\n  tasks:\n    - debug: { msg: hello }\n")
    bench.table("start-up")
    bench.row("sluice --version", bench.sluice("--version"))
    bench.row("sluice check, one task, no host reached",
              bench.sluice("check", "-i", "localhost,", "-c", "local", playbook))
    bench.row("ansible-playbook --check, the same",
              ["ansible-playbook", "--check", "-i", "localhost,", "-c", "local", str(playbook)])


CASES = {"steady": steady, "changing": changing, "hosts": many_hosts, "start-up": start_up}


def compare(bench, inventory, playbook, before, than_pipelining, than_mitogen):
    """Sluice beside its peers, and how many times faster it is meant to be. Returns the figures of sluice.

    before: what is done ahead of each run. Without it, the run that warms up makes what the others find.
    """
    ours = bench.row("sluice apply", bench.apply(inventory, playbook), before)
    pipelining = bench.row("ansible, pipelining", bench.ansible(bench.pipelining, inventory, playbook), before)
    mitogen = bench.has_mitogen and bench.row(
        "ansible, mitogen", bench.ansible(bench.mitogen, inventory, playbook), before)
    for peer, name, times in ((pipelining, "ansible with pipelining", than_pipelining),
                              (mitogen, "ansible with mitogen", than_mitogen)):
        if ours and peer:
            bench.aim(f"{times} times faster than {name}", peer.wall / ours.wall, least=times)
    return ours


def floor(bench, count, script=HERE / "login.sh", network=1):
    """A command that runs a shell script on the first hosts, all at once. The script is told the name of the host."""
    logins = [f"{shlex.join(bench.hosts.ssh(number, network))} h{number + 1} <{script} &" for number in range(count)]
    file = bench.directory / "floor.sh"
    file.write_text("\n".join(logins) + "\nwait\n")
    return ["sh", str(file)]
