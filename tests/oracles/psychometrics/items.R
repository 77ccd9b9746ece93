# Item statistics and one-factor fits of the SAPA data by R psych and lavaan.
# Rscript items.R <folder with bfi.csv and bfi.expected.json> > items.expected.json
suppressMessages({library(psych); library(lavaan); library(jsonlite)})
folder <- commandArgs(trailingOnly = TRUE)[1]
bfi <- read.csv(file.path(folder, "bfi.csv"))
keys <- fromJSON(file.path(folder, "bfi.expected.json"))$keys
scale_of <- function(key) {
  items <- sub("-", "", key)
  keyed <- bfi[, items]
  for (item in items[startsWith(key, "-")]) keyed[[item]] <- 7 - keyed[[item]]
  complete <- na.omit(keyed)
  a <- suppressWarnings(alpha(complete, check.keys = FALSE))
  rest <- sapply(items, function(i) cor(complete[[i]], rowSums(complete[, setdiff(items, i)])))
  rest_pairwise <- suppressWarnings(alpha(keyed, check.keys = FALSE, use = "pairwise"))
  fit <- cfa(paste("f =~", paste(items, collapse = " + ")), complete, std.lv = TRUE)
  e <- parameterEstimates(fit)
  list(item = items, n = sapply(keyed, function(x) sum(!is.na(x))), mean = colMeans(keyed, na.rm = TRUE),
       sd = sapply(keyed, sd, na.rm = TRUE), floor = sapply(keyed, function(x) mean(x == 1, na.rm = TRUE)),
       ceiling = sapply(keyed, function(x) mean(x == 6, na.rm = TRUE)), item_rest = rest,
       alpha_if_dropped = a$alpha.drop$raw_alpha, alpha_if_dropped_pairwise = rest_pairwise$alpha.drop$raw_alpha,
       loading = e$est[e$op == "=~"], uniqueness = e$est[e$op == "~~" & e$lhs %in% items])
}
cat(toJSON(list(tool = paste0("R ", getRversion(), ", psych ", packageVersion("psych"), ", lavaan ", packageVersion("lavaan")),
  scales = lapply(keys, function(k) lapply(scale_of(k), unname))), digits = 12, auto_unbox = TRUE, pretty = TRUE))
