"""Writes libs/network-metrics/test/fixtures/<topic>.json: random networks of several kinds with what networkx, python-igraph and
NumPy give for them. python fixtures.py [topic …]; all topics without one.
"""

import json
import pathlib
import random
import sys

import igraph
import networkx as nx
import numpy as np

OUT = pathlib.Path(__file__).resolve().parents[3] / "libs" / "network-metrics" / "test" / "fixtures"
KINDS = [
    # directed, nodes, ties, strengths
    (False, 12, 18, "one"),
    (True, 12, 30, "one"),
    (False, 15, 16, "whole"),
    (True, 14, 40, "whole"),
    (False, 20, 45, "real"),
    (True, 20, 25, "real"),
    (False, 10, 22, "signed"),
    (True, 10, 35, "signed"),
    (True, 30, 200, "whole"),
    (False, 40, 60, "one"),
]


def weight(kind, rng):
    if kind == "one":
        return 1
    if kind == "whole":
        return rng.randint(1, 5)
    if kind == "real":
        return round(rng.uniform(0.2, 4), 3)
    return rng.choice([-1, 1]) * rng.randint(1, 3)


def networks():
    rng = random.Random(20_26)
    for directed, n, m, kind in KINDS:
        # The last two nodes are isolates, so that every kind of network has some.
        pairs = [(a, b) for a in range(n - 2) for b in range(n - 2) if a != b and (directed or a < b)]
        ties = [[a, b, weight(kind, rng)] for a, b in rng.sample(pairs, m)]
        groups = [rng.choice("xyz") for _ in range(n)]
        yield {"directed": directed, "nodes": n, "kind": kind, "ties": ties, "groups": groups}


def in_igraph(net):
    g = igraph.Graph(n=net["nodes"], edges=[(a, b) for a, b, _ in net["ties"]], directed=net["directed"])
    g.es["weight"] = [w for _, _, w in net["ties"]]
    return g


def in_networkx(net):
    g = nx.DiGraph() if net["directed"] else nx.Graph()
    g.add_nodes_from(range(net["nodes"]))
    g.add_weighted_edges_from([tuple(t) for t in net["ties"]])
    for node, group in enumerate(net["groups"]):
        g.nodes[node]["group"] = group
    return g


def clean(values):
    return [None if v is None or not np.isfinite(v) else float(v) for v in values]


def paths(net):
    g, h = in_igraph(net), in_networkx(net)
    found = {
        "betweenness": clean(g.betweenness()),
        "harmonicCloseness": clean([nx.harmonic_centrality(h)[v] for v in range(net["nodes"])]),
    }
    if net["kind"] != "signed":
        g.es["length"] = [1 / w for w in g.es["weight"]]
        nx.set_edge_attributes(h, {(a, b): 1 / w for a, b, w in net["ties"]}, "length")
        found["weightedBetweenness"] = clean(g.betweenness(weights="length"))
        closeness = nx.harmonic_centrality(h, distance="length")
        found["weightedHarmonicCloseness"] = clean([closeness[v] for v in range(net["nodes"])])
    return found


def spectral(net):
    g = in_igraph(net)
    found = {"pageRank": clean(g.pagerank()), "eigenvector": clean(g.eigenvector_centrality())}
    if net["kind"] != "signed":
        found["weightedPageRank"] = clean(g.pagerank(weights="weight"))
        found["weightedEigenvector"] = clean(g.eigenvector_centrality(weights="weight"))
    return found


def holes(net):
    g, h = in_igraph(net), in_networkx(net)
    found = {
        "constraint": clean(g.constraint()),
        "effectiveSize": clean([nx.effective_size(h.to_undirected())[v] for v in range(net["nodes"])]),
    }
    if net["kind"] != "signed":
        found["weightedConstraint"] = clean(g.constraint(weights="weight"))
    return found


def structure(net):
    g, h = in_igraph(net), in_networkx(net)
    skeleton = h.to_undirected()
    names = "003 012 102 021D 021U 021C 111D 111U 030T 030C 201 120D 120U 120C 210 300".split()
    census = nx.triadic_census(h if net["directed"] else nx.DiGraph(h))
    return {
        "triadCensus": {name: census[name] for name in names},
        "transitivity": nx.transitivity(skeleton),
        "averageClustering": nx.average_clustering(skeleton),
        "localClustering": clean(g.as_undirected().transitivity_local_undirected()),
        "coreNumbers": [int(v) for v in g.coreness()],
        "inCoreNumbers": [int(v) for v in g.coreness("in")],
        "weak": sorted(map(len, nx.connected_components(skeleton)), reverse=True),
        "strong": sorted(map(len, nx.strongly_connected_components(h)), reverse=True) if net["directed"] else None,
    }


def groups(net):
    g, h = in_igraph(net), in_networkx(net)
    number = {"x": 0, "y": 1, "z": 2}
    membership = [number[v] for v in net["groups"]]
    found = {
        "assortativity": nx.attribute_assortativity_coefficient(h, "group"),
        "modularity": g.modularity(membership, directed=True),
        "modularityHalf": g.modularity(membership, resolution=0.5, directed=True),
        "inDegree": g.degree(mode="in"),
        "outDegree": g.degree(mode="out"),
        "strength": clean(g.strength(mode="all", weights="weight")),
    }
    if net["kind"] != "signed":
        found["weightedModularity"] = g.modularity(membership, weights="weight", directed=True)
    return found


TOPICS = {"paths": paths, "spectral": spectral, "holes": holes, "structure": structure, "groups": groups}

if __name__ == "__main__":
    for topic in sys.argv[1:] or TOPICS:
        cases = [{**net, "expected": TOPICS[topic](net)} for net in networks()]
        tools = {"networkx": nx.__version__, "python-igraph": igraph.__version__, "numpy": np.__version__}
        text = json.dumps({"tools": tools, "cases": cases}, separators=(",", ":"))
        (OUT / f"{topic}.json").write_text(text + "\n")
        print(topic, len(cases), "networks")
