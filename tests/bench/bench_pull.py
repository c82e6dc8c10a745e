"""10,000 documents from 200 hosts on loopback, the pace switched off: `python -m tests.bench.bench_pull`.

Prints, for the first night and for one in which nothing changed: seconds and those of the processor, documents a second,
requests made, how many of them were answered "not modified", and the highest memory so far. The
server runs in a process of its own, on addresses 127.1.0.1 to 127.1.0.200; nothing else is asked.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import tempfile
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

from gongkai.sources.fetch.limits import Limits
from gongkai.sources.pull import pull_counties
from gongkai.sources.vault.history import verify_vault
from tests.factory.county import reports
from tests.factory.layouts import render
from tests.unit.sources.website import Answer, Request, Website

YEARS = range(2015, 2025)
PER_PAGE = 10
UNPACED = Limits(is_paced=False)


def serve(hosts: list[str], units: int, control: Connection) -> None:
    """Play a website a host until told to stop; answers with its counts whenever asked."""
    truth = next(t for (_, year), t in reports().items() if year == 2023)
    report = render(truth, "html_cms").body
    counts: Counter[int] = Counter()

    def site(request: Request) -> Answer:
        counts["if-none-match" in request.headers] += 1
        path = request.path
        if path.startswith("/art/"):
            return Answer(
                report + f"<!-- {request.host}{path} -->".encode(), etag=f'"{path}"', is_zipped=True
            )
        if not path.startswith("/list"):
            return Answer(status=404)
        number = int(path.rpartition("_")[2])
        rows = [(u, y) for u in range(units) for y in YEARS][
            number * PER_PAGE : (number + 1) * PER_PAGE
        ]
        text = "".join(
            f'<a href="/art/{u}/{y}">虚构之{u}号镇{y}年政府信息公开工作年度报告</a>'
            for u, y in rows
        )
        following = (
            f'<a href="/list_{number + 1}">下一页</a>'
            if (number + 1) * PER_PAGE < units * len(YEARS)
            else ""
        )
        return Answer(f"<meta charset=utf-8>{text}{following}".encode(), etag=f'"{path}"')

    with Website(hosts) as website:
        website.sites = dict.fromkeys(hosts, site)
        control.send(website.port)
        while control.recv() == "counts":
            control.send((counts[False], counts[True]))
            counts.clear()
            website.log.clear()


def write_county(raw: Path, number: int, host: str, units: int) -> Path:
    """A county with one host."""
    folder = raw / f"county{number:03d}"
    folder.mkdir(parents=True)
    (folder / "county.toml").write_text(
        f'''name = "虚构县"
years = [{YEARS[0]}, {YEARS[-1]}]
fictional = true
contact = "bench@example.invalid"
hosts = ["{host}"]
[politeness]
private_networks = ["127.0.0.0/8"]
[[source]]
kind = "list"
address = "http://{host}/list_0"
''',
        "utf-8",
    )
    rows = "".join(f"u{u},虚构之{u}号镇,镇\n" for u in range(units))
    (folder / "units.csv").write_text("unit_key,name,kind\n" + rows, "utf-8")
    return folder


def _processor_seconds() -> float:
    """Of this process and of the page readers that it ended; the website is still running."""
    own, readers = (
        resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + readers.ru_utime + readers.ru_stime


def night(name: str, folders: list[Path], control: Connection) -> None:
    """Pull once and print what it took."""
    began, worked = time.monotonic(), _processor_seconds()
    results = pull_counties(folders, limits=UNPACED)
    seconds = time.monotonic() - began
    control.send("counts")
    plain, conditional = control.recv()
    found = sum(result.found for result in results.values())
    print(
        json.dumps(
            {
                "night": name,
                "documents": found,
                "new": sum(result.new for result in results.values()),
                "failures": sum(len(result.attempts) for result in results.values()),
                "requests": plain + conditional,
                "conditional": conditional,
                "seconds": round(seconds, 1),
                "cpu_seconds": round(_processor_seconds() - worked, 1),
                "documents_per_second": round(found / seconds),
                "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--documents", type=int, default=10_000)
    chosen = parser.parse_args()
    units = chosen.documents // chosen.hosts // len(YEARS)
    hosts = [f"127.1.0.{number}" for number in range(1, chosen.hosts + 1)]
    control, far = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    server = context.Process(target=serve, args=(hosts, units, far), daemon=True)
    server.start()
    port = control.recv()
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder)
        folders = [write_county(raw, n, f"{host}:{port}", units) for n, host in enumerate(hosts)]
        night("first", folders, control)
        night("unchanged", folders, control)
        verified = [verify_vault(folder / "vault") for folder in folders]
        print(
            json.dumps(
                {
                    "verified": sum(v.documents for v in verified),
                    "damages": sum(len(v.damages) for v in verified),
                }
            )
        )
    control.send("stop")
    server.join(10)


if __name__ == "__main__":
    main()
