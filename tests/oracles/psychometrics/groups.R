# Agreement and reliability of groups from R multilevel: r_wg, r_wg(j), ICC(1), ICC(2).
#   Rscript tests/oracles/psychometrics/groups.R > libs/psychometrics/test/fixtures/groups.json
# Needs R with multilevel and jsonlite.
suppressMessages({ library(multilevel); library(jsonlite) })
set.seed(20240611)
sizes <- c(2, 2, 2, 3, 4, 5, 7, 9, 12, 2, 6, 3)
team <- rep(seq_along(sizes), sizes)
climate <- rnorm(length(sizes), 0, 0.8)[team]
likert <- function(x) pmin(5, pmax(1, round(3 + x)))
items <- sapply(1:4, function(i) likert(climate + rnorm(length(team))))
items[sample(length(items), 7)] <- NA
items[team == 2, ] <- matrix(c(4, 4, 2, 2, 5, 5, 3, 3), 2)
items[team == 3, ] <- matrix(c(1, 5, 5, 1, 1, 5, 2, 5), 2)
one <- rwg(items[, 1], team, ranvar = 2)
all <- rwg.j(items, team, ranvar = 2)
of <- function(x) {
  model <- aov(x ~ as.factor(team))
  list(icc1 = ICC1(model), icc2 = ICC2(model), n = sum(!is.na(x)))
}
score <- rowMeans(items)
noise <- likert(rnorm(length(team)))
cat(toJSON(list(
  source = paste0(R.version.string, ", multilevel ", packageVersion("multilevel"), ", groups.R"),
  team = team, items = items,
  rwg = setNames(one[, 2:3], c("value", "size")), rwgj = setNames(all[, 2:3], c("value", "size")),
  anova = list(item = of(items[, 1]), score = of(score), noise = of(noise)),
  noise = noise
), digits = NA, auto_unbox = TRUE, na = "null"), "\n")
