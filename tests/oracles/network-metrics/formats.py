"""Network files as networkx, python-igraph and pandas write them, and what is in them; then whether they read what we write.

Writes libs/network-metrics/test/fixtures/formats/. Ends with an error when networkx reads something else than was written.
Needs networkx, igraph and pandas here, and `node` (22.18 or later, which runs TypeScript) on the path.
"""

import io
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import igraph
import networkx as nx
import pandas as pd

if os.environ.get("PYTHONHASHSEED") != "0":  # both libraries go through sets, and files should come out the same every time
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})

library = Path(__file__).resolve().parents[3] / "libs" / "network-metrics"
folder = library / "test" / "fixtures" / "formats"
texts = ["Ada & Ben", "<Cleo>", '"quoted"', "it's", "tab\there", "two\nlines", "Ünïcödé 😀", "=1+1", "a,b;c", "]]>", " ends "]


def network(seed, directed, weighted, attributes):
    rng = random.Random(seed)
    graph = nx.DiGraph() if directed else nx.Graph()
    names = texts + [f"n{i}" for i in range(9)]
    graph.add_nodes_from(names)
    active = names[:-3]  # the last three are isolates
    while graph.number_of_edges() < 34:
        a, b = rng.sample(active, 2)
        graph.add_edge(a, b)
    for a, b in graph.edges:
        if weighted:
            graph.edges[a, b]["weight"] = rng.choice([0.1, 1 / 3, 2.5, 7.0, -1.5, 1e-12, 123456.789])
        if attributes:
            graph.edges[a, b]["kind"] = rng.choice(texts)
            if rng.random() < 0.5:
                graph.edges[a, b]["since"] = rng.randrange(1990, 2026)
    for node in graph.nodes if attributes else []:
        graph.nodes[node]["team"] = rng.choice(texts)
        graph.nodes[node]["leads"] = rng.random() < 0.3
        if rng.random() < 0.6:
            graph.nodes[node]["age"] = rng.random() * 60
    return graph


def plain(value):
    return None if isinstance(value, float) and math.isnan(value) else value


def fifteen(value):
    """igraph writes numbers with fifteen digits."""
    value = plain(value)
    return float(f"{value:.15g}") if isinstance(value, float) else value


def columns(rows):
    names = list(dict.fromkeys(name for row in rows for name in row))
    return {name: [plain(row.get(name)) for row in rows] for name in names}


def said(graph, ends=("weight",), forget=()):
    """Nodes in their order; ties as [from, to, strength, attributes]."""
    rows = [{k: v for k, v in data.items() if k not in forget} for _, data in graph.nodes(data=True)]
    ties = [
        [str(a), str(b), data.get("weight", 1), {k: plain(v) for k, v in data.items() if k not in (*ends, *forget)}]
        for a, b, data in graph.edges(data=True)
    ]
    return {
        "directed": graph.is_directed(),
        "nodes": [str(node) for node in graph.nodes],
        "nodeAttributes": columns(rows),
        "ties": ties,
    }


def put(name, text):
    (folder / name).write_text(text, encoding="utf-8", newline="")


def through(write, graph):
    buffer = io.BytesIO()
    write(graph, buffer)
    return buffer.getvalue().decode("utf-8")


def write_networkx(name, graph):
    """The same network in every format of networkx; an edge list has neither isolates nor attributes of nodes."""
    expected = said(graph)
    put(f"{name}.graphml", through(nx.write_graphml, graph))
    put(f"{name}.gexf", re.sub(r' lastmodifieddate="[^"]*"', "", through(nx.write_gexf, graph)))
    for form in ("links", "edges"):
        put(f"{name}.{form}.node-link", json.dumps(nx.node_link_data(graph, edges=form), indent=1 if form == "links" else None))
    put(f"{name}.edges.csv", nx.to_pandas_edgelist(graph).to_csv(index=False))
    nodes = pd.DataFrame([{"id": node, **data} for node, data in graph.nodes(data=True)])
    put(f"{name}.nodes.csv", nodes.to_csv(index=False))
    return expected


def write_igraph(name, graph):
    """igraph calls its nodes n0, n1, … in GraphML, and keeps their names as an attribute."""
    made = igraph.Graph.from_networkx(graph, vertex_attr_hashable="name")
    with tempfile.NamedTemporaryFile(suffix=".graphml") as file:
        made.write_graphml(file.name)
        put(f"{name}.graphml", Path(file.name).read_text(encoding="utf-8"))
    weighted = "weight" in made.es.attributes()
    others = [a for a in made.es.attributes() if a != "weight"]
    return {
        "directed": made.is_directed(),
        "nodes": [f"n{v.index}" for v in made.vs],
        "nodeAttributes": {a: [fifteen(v[a]) for v in made.vs] for a in made.vs.attributes()},
        "ties": [
            [f"n{e.source}", f"n{e.target}", fifteen(e["weight"]) if weighted else 1, {a: fifteen(e[a]) for a in others}]
            for e in made.es
        ],
    }


def key(tie, directed):
    a, b = tie[0], tie[1]
    return (a, b) if directed or a < b else (b, a)


def ties(of):
    """By their ends; what has no value is the same as what is not there."""
    return {
        key(tie, of["directed"]): (tie[2], {k: v for k, v in tie[3].items() if v is not None}) for tie in of["ties"]
    }


def compare(what, found, expected):
    full = {name: cells for name, cells in expected["nodeAttributes"].items() if any(c is not None for c in cells)}
    for part, a, b in [
        ("directed", found["directed"], expected["directed"]),
        ("nodes", found["nodes"], expected["nodes"]),
        ("attributes of nodes", found["nodeAttributes"], full),
        ("ties", ties(found), ties(expected)),
    ]:
        if a != b:
            sys.exit(f"{what}: networkx reads other {part} than were written:\n{a}\n{b}")


def check(expected):
    """What our writers make of the fixtures, as networkx reads it."""
    program = library / "test" / "write-formats.ts"
    command = ["node", "--conditions=source", "--disable-warning=ExperimentalWarning", str(program)]
    written = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    for name, files in written.items():
        wanted = expected[name]
        compare(f"{name}.graphml", said(nx.read_graphml(io.BytesIO(files["GraphML"].encode())), forget=("id",)), wanted)
        gexf = nx.read_gexf(io.BytesIO(files["GEXF"].encode()))
        for _, data in gexf.nodes(data=True):  # networkx gives every node a label, be there one or not
            if data.get("label") is None:
                data.pop("label", None)
        compare(f"{name}.gexf", said(gexf, forget=("id",)), wanted)
        node_link = nx.node_link_graph(json.loads(files["JSON"]), edges="links")
        compare(f"{name}.json", said(node_link), wanted)
        edges = pd.read_csv(io.StringIO(files["edges"]), keep_default_na=False, lineterminator="\n")
        nodes = pd.read_csv(io.StringIO(files["nodes"]), keep_default_na=False, lineterminator="\n")
        graph = nx.from_pandas_edgelist(
            edges,
            edge_attr=["weight"] if "weight" in edges else None,
            create_using=nx.DiGraph if wanted["directed"] else nx.Graph,
        )
        if list(nodes["id"]) != wanted["nodes"]:
            sys.exit(f"{name}.nodes.csv: pandas reads other nodes")
        strengths = {k: v[0] for k, v in ties(said(graph)).items()}
        if strengths != {k: v[0] for k, v in ties(wanted).items()}:
            sys.exit(f"{name}.edges.csv: pandas reads other ties")


folder.mkdir(parents=True, exist_ok=True)
drawn = {
    "directed": network(1, True, True, True),
    "undirected": network(2, False, True, True),
    "plain": network(3, False, False, False),
}
expected = {name: write_networkx(name, graph) for name, graph in drawn.items()}
by_igraph = {f"igraph-{name}": write_igraph(f"igraph-{name}", graph) for name, graph in drawn.items()}
source = f"networkx {nx.__version__}, python-igraph {igraph.__version__}, pandas {pd.__version__}, formats.py"
put("expected.json", json.dumps({"source": source, "networkx": expected, "igraph": by_igraph}, indent=1) + "\n")
check(expected)
print(f"{source}: networkx reads what we write")
