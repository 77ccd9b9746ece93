# The six intraclass correlations with intervals from R psych, for the ratings of Shrout & Fleiss 1979 and those of change.json.
#   Rscript tests/oracles/psychometrics/raters.R > libs/psychometrics/test/fixtures/raters.json
# Needs R with psych and jsonlite; run it from the root of the repository, after change.py.
suppressMessages({ library(psych); library(jsonlite) })
paper <- matrix(c(9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7), 6, byrow = TRUE)
made <- fromJSON("libs/psychometrics/test/fixtures/change.json", simplifyDataFrame = FALSE)$raters
of <- function(name, x) {
  r <- ICC(na.omit(x), lmer = FALSE)$results
  list(name = name, ratings = x, n = nrow(na.omit(x)), icc = data.frame(
    type = r$type, value = r$ICC, f = r$F, df1 = r$df1, df2 = r$df2, p = r$p,
    lower = r$`lower bound`, upper = r$`upper bound`))
}
cat(toJSON(list(
  source = paste0(R.version.string, ", psych ", packageVersion("psych"), ", raters.R"),
  raters = c(list(of("Shrout & Fleiss 1979", paper)),
    lapply(made, function(m) of(m$name, m$ratings)))
), digits = NA, auto_unbox = TRUE, na = "null"), "\n")
