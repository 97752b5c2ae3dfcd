"""A network with latency: listens on addresses, and passes on to the hosts behind them what it gets, a while later.

    delay.py PORT MILLISECONDS LISTENING=BEHIND...     prints a line when it listens

MILLISECONDS is the time of a round trip; half of it goes by in each direction. Setting up a connection takes a round trip
too, as it does between real machines.
"""

import asyncio
import sys


class Network:
    def __init__(self, port, round_trip):
        self.port = port
        self.round_trip = round_trip

    async def accept(self, behind, reader, writer):
        loop = asyncio.get_running_loop()
        # Here the connection is there at once: what is sent on it waits until it would have been.
        connected = loop.time() + self.round_trip
        await asyncio.sleep(self.round_trip)
        try:
            other_reader, other_writer = await asyncio.open_connection(behind, self.port)
        except OSError:
            writer.close()
            return
        await asyncio.gather(self.carry(reader, other_writer, connected), self.carry(other_reader, writer, connected))

    async def carry(self, reader, writer, connected):
        """Keeps the order, and lets any amount be on its way at once."""
        loop = asyncio.get_running_loop()
        under_way = asyncio.Queue()

        async def deliver():
            while True:
                arrival, data = await under_way.get()
                await asyncio.sleep(max(0, arrival - loop.time()))
                if not data:
                    break
                writer.write(data)
                await writer.drain()

        delivery = asyncio.create_task(deliver())
        try:
            data = b"more"
            while data:
                data = await reader.read(65536)
                under_way.put_nowait((max(connected, loop.time()) + self.round_trip / 2, data))
            await delivery
        except OSError:
            delivery.cancel()
        finally:
            writer.close()


async def main(port, milliseconds, *pairs):
    network = Network(int(port), int(milliseconds) / 1000)
    for pair in pairs:
        listening, _, behind = pair.partition("=")
        await asyncio.start_server(
            lambda reader, writer, behind=behind: network.accept(behind, reader, writer), listening, int(port))
    print("listening", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
