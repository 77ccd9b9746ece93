# Writes libs/network-metrics/test/fixtures/sna.json: what R's sna gives for the networks of fixtures.py (groups.json).
# Rscript sna.R, with the packages sna and jsonlite.
suppressMessages({
  library(sna)
  library(jsonlite)
})

here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)[1])))
fixtures <- file.path(here, "..", "..", "..", "libs", "network-metrics", "test", "fixtures")
stored <- fromJSON(file.path(fixtures, "groups.json"), simplifyVector = FALSE)

matrix_of <- function(net) {
  m <- matrix(0, net$nodes, net$nodes)
  for (tie in net$ties) {
    m[tie[[1]] + 1, tie[[2]] + 1] <- 1
    if (!net$directed) m[tie[[2]] + 1, tie[[1]] + 1] <- 1
  }
  m
}

expected <- function(net) {
  m <- matrix_of(net)
  mode <- if (net$directed) "digraph" else "graph"
  roles <- brokerage(m, unlist(net$groups))$raw.nli
  list(
    density = gden(m, mode = mode),
    reciprocity = as.numeric(grecip(m, measure = "edgewise")),
    roles = list(
      coordinator = unname(roles[, "w_I"]),
      itinerant = unname(roles[, "w_O"]),
      representative = unname(roles[, "b_IO"]),
      gatekeeper = unname(roles[, "b_OI"]),
      liaison = unname(roles[, "b_O"]),
      total = unname(roles[, "t"])
    ),
    triads = as.list(triad.census(m, mode = "digraph")[1, ]),
    degreeCentralization = centralization(m, degree, mode = mode, cmode = "freeman"),
    inDegreeCentralization = centralization(m, degree, mode = mode, cmode = "indegree"),
    betweennessCentralization = centralization(m, betweenness, mode = mode)
  )
}

cases <- lapply(stored$cases, function(net) c(net[names(net) != "expected"], list(expected = expected(net))))
# The correlation with the same network turned round; an undirected one is the same.
for (i in seq_along(cases)) {
  m <- matrix_of(cases[[i]])
  cases[[i]]$expected$correlationTurned <- if (cases[[i]]$directed) gcor(m, t(m)) else 1
}
tools <- list(sna = as.character(packageVersion("sna")), R = R.version.string)
text <- toJSON(list(tools = tools, cases = cases), auto_unbox = TRUE, digits = 12)
writeLines(text, file.path(fixtures, "sna.json"))
cat("sna", length(cases), "networks\n")
