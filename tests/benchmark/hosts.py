"""The hosts of the benchmark: sshd processes on loopback addresses, in a process namespace of their own.

Each address is a login of its own. The namespace tells how many processes were started on the hosts: it gives out its
process ids one after the other, and the last one that it gave out is the last word of its /proc/loadavg. Reading that
starts no process, because this file, run as a program, is the first process of the namespace and stays there to answer.
"""

import pathlib
import signal
import subprocess
import sys

PORT = 2222
# One sshd listens on at most 16 addresses.
ADDRESSES_OF_ONE = 16


def address(number, network=1):
    """The address of a host; other networks are for what stands in front of it."""
    return f"127.0.{network + number // 250 * 10}.{number % 250 + 1}"


class Hosts:
    """Running hosts; they end with the benchmark, whatever ends it."""

    def __init__(self, directory, count):
        self.directory = pathlib.Path(directory)
        self.count = count
        for key in ("host", "user"):
            run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(self.directory / key))
        pathlib.Path("/run/sshd").mkdir(exist_ok=True)
        configurations = [self._configuration(first) for first in range(0, count, ADDRESSES_OF_ONE)]
        self.namespace = subprocess.Popen(
            ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc", sys.executable, __file__, *configurations],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.started_processes()

    def _configuration(self, first):
        file = self.directory / f"sshd_config.{first}"
        lines = [f"Port {PORT}", f"HostKey {self.directory}/host", f"AuthorizedKeysFile {self.directory}/user.pub",
                 f"PidFile {file}.pid", "StrictModes no", "UsePAM no", "SetEnv SHLVL=1", "MaxStartups 1000",
                 "MaxSessions 100", "PermitRootLogin prohibit-password", "Subsystem sftp internal-sftp"]
        last = min(first + ADDRESSES_OF_ONE, self.count)
        lines += [f"ListenAddress {address(number)}" for number in range(first, last)]
        file.write_text("\n".join(lines) + "\n")
        return str(file)

    def started_processes(self):
        """How many processes and threads were started on the hosts so far."""
        self.namespace.stdin.write("\n")
        self.namespace.stdin.flush()
        answer = self.namespace.stdout.readline()
        if not answer:
            raise SystemExit("the hosts did not start")
        return int(answer)

    def inventory(self, count, network=1):
        """A file that names the first hosts."""
        key = (self.directory / "host.pub").read_text().split()[:2]
        known = self.directory / f"known_hosts.{network}"
        known.write_text("".join(
            f"[{address(number, network)}]:{PORT} {' '.join(key)}\n" for number in range(self.count)))
        file = self.directory / f"inventory.{network}.{count}"
        file.write_text("".join(
            f"h{number + 1} ansible_host={address(number, network)} ansible_port={PORT} ansible_user=root"
            f" ansible_ssh_private_key_file={self.directory}/user"
            f' ansible_ssh_common_args="{self.options(network)}" ansible_python_interpreter=/usr/bin/python3\n'
            for number in range(count)))
        return file

    def options(self, network=1):
        """What ssh is told about every host."""
        return (f"-F none -o UserKnownHostsFile={self.directory}/known_hosts.{network}"
                " -o StrictHostKeyChecking=yes -o IdentitiesOnly=yes")

    def ssh(self, number, network=1):
        """The words of a login that runs the shell script of its standard input."""
        return ["ssh", *self.options(network).split(), "-T", "-p", str(PORT), "-i", f"{self.directory}/user",
                f"root@{address(number, network)}", "sh", "-s"]

    def close(self):
        self.namespace.kill()
        self.namespace.wait()


def run(*words):
    subprocess.run(words, check=True)


def first_process(configurations):
    """Starts the hosts and tells the last process id that was given out, once for each line that it reads."""
    for configuration in configurations:
        run("/usr/sbin/sshd", "-f", configuration)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        print(pathlib.Path("/proc/loadavg").read_text().split()[-1], flush=True)


if __name__ == "__main__":
    first_process(sys.argv[1:])
