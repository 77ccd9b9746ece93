"""CPU time of the library over that of python-igraph on the same generated organization networks, one thread each.

python speed.py: prints the times in milliseconds and the ratios, the modularity of both, and the library's memory over idle in
MiB. Median of three runs after one that warms up. Needs node (24 or later) on the path.
"""

import json
import pathlib
import subprocess
import tempfile
import time

import igraph
import numpy as np

SPEED = pathlib.Path(__file__).resolve().parents[3] / "libs" / "network-metrics" / "test" / "speed.ts"
SIZES = [(10_000, 100_000, 500), (100_000, 1_000_000, 32)]


def cpu(run):
    times = []
    for _ in range(4):
        before = time.process_time()
        run()
        times.append((time.process_time() - before) * 1000)
    return sorted(times[1:])[1]


def ours(actors, ties, sources, file):
    command = ["node", "--expose-gc", str(SPEED), str(actors), str(ties), str(sources), file]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def peers(graph, actors, sources):
    some = [i * actors // sources for i in range(sources)]
    return {
        "betweenness": lambda: graph.betweenness(sources=some),
        "pageRank": graph.pagerank,
        "constraint": graph.constraint,
        "eigenvector": graph.eigenvector_centrality,
        "communities": graph.community_multilevel,
    }


if __name__ == "__main__":
    print("python-igraph", igraph.__version__)
    for actors, ties, sources in SIZES:
        with tempfile.NamedTemporaryFile() as file:
            found = ours(actors, ties, sources, file.name)
            pairs = np.fromfile(file.name, dtype=np.int32).reshape(-1, 2)
        graph = igraph.Graph(n=actors, edges=pairs.tolist())
        print(f"{actors:,} actors, {ties:,} ties, {sources} sources; {found['memory']:.0f} MiB over idle")
        for metric, run in peers(graph, actors, sources).items():
            theirs = cpu(run)
            print(f"  {metric:12} {found[metric]:8.0f} ms  igraph {theirs:8.0f} ms  ratio {found[metric] / theirs:.2f}")
        multilevel = graph.community_multilevel().modularity
        print(f"  modularity   {found['modularity']:.4f}     igraph {multilevel:.4f}")
