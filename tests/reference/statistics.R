# Makes statistics.json, which tests/unit/statistics.test.ts compares with the app's own numbers to 1e-9.
#   Rscript tests/reference/statistics.R > tests/reference/statistics.json
# Base R only (made with 4.2.2). The published examples are R's own data sets: `sleep` (Student 1908), `attitude` (Chatterjee
# and Price 1977), and the first smokers of `prop.test` (Fleiss 1981).

set.seed(20261121)

number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
list_of <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
rows_of <- function(m) paste0("[", paste(apply(m, 1, list_of), collapse = ",\n  "), "]")
record <- function(...) {
  parts <- list(...)
  paste0("{", paste(sprintf('"%s": %s', names(parts), unlist(parts)), collapse = ", "), "}")
}
all_of <- function(parts) paste0("[\n  ", paste(parts, collapse = ",\n  "), "\n]")

median_interval <- function(x) {
  place <- qbinom(0.025, length(x), 0.5)
  if (place == 0) return(c(NA, NA))
  sort(x)[c(place, length(x) + 1 - place)]
}

values_case <- function(name, x) record(
  name = sprintf('"%s"', name), values = list_of(x), mean = number(mean(x)), sd = number(sd(x)),
  interval = list_of(t.test(x)$conf.int), median = number(median(x)), medianInterval = list_of(median_interval(x)))

share_case <- function(count, n) record(
  count = number(count), n = number(n), interval = list_of(suppressWarnings(prop.test(count, n, correct = FALSE)$conf.int)))

change_case <- function(name, before, after) {
  test <- t.test(after, before, paired = TRUE)
  record(name = sprintf('"%s"', name), before = list_of(before), after = list_of(after),
    mean = number(unname(test$estimate)), interval = list_of(test$conf.int))
}

alpha_case <- function(name, m) {
  k <- ncol(m)
  n <- nrow(m)
  value <- k / (k - 1) * (1 - sum(apply(m, 2, var)) / var(rowSums(m)))
  feldt <- 1 - (1 - value) * qf(c(0.975, 0.025), n - 1, (n - 1) * (k - 1))
  record(name = sprintf('"%s"', name), rows = rows_of(m), alpha = number(value), interval = list_of(feldt))
}

# Ten statements that hang together, answered by n people with codes 1 to 5.
answers <- function(n) {
  trait <- rnorm(n)
  sapply(1:10, function(item) pmin(5, pmax(1, round(3.4 + trait + rnorm(n, sd = 0.9)))))
}
scores <- function(m) (rowSums(m) - 10) * 2.5

m10 <- answers(10); m11 <- answers(11); m37 <- answers(37); m250 <- answers(250)
after37 <- m37
after37[] <- pmin(5, pmax(1, m37 + sample(c(-1, 0, 0, 1), length(m37), replace = TRUE)))
drug <- split(sleep$extra, sleep$group)

cat("{\n")
cat('"made": "R ', as.character(getRversion()), '",\n', sep = "")
cat('"t": ', all_of(sapply(c(1, 2, 5, 9, 10, 29, 36, 99, 250, 1000, 9999, 1e5), function(df)
  record(df = number(df), q975 = number(qt(0.975, df))))), ",\n", sep = "")
cat('"f": ', all_of(apply(expand.grid(c(0.025, 0.975), c(9, 29, 249, 9999), c(2, 7, 10)), 1, function(x)
  record(p = number(x[1]), df1 = number(x[2]), df2 = number(x[2] * (x[3] - 1)), q = number(qf(x[1], x[2], x[2] * (x[3] - 1)))))), ",\n", sep = "")
cat('"values": ', all_of(c(
  values_case("sleep, drug 1", drug[[1]]), values_case("attitude, rating", attitude$rating),
  values_case("five numbers", c(3, 1, 4, 1, 5)), values_case("large and close", 1e9 + c(0.1, 0.2, 0.4, 0.8, 1.6, 3.2)),
  values_case("scores of 10", scores(m10)), values_case("scores of 11", scores(m11)),
  values_case("scores of 37", scores(m37)), values_case("scores of 250", scores(m250)))), ",\n", sep = "")
cat('"shares": ', all_of(mapply(share_case, c(83, 0, 10, 1, 3, 25, 4999), c(86, 10, 10, 10, 17, 250, 10000))), ",\n", sep = "")
cat('"changes": ', all_of(c(
  change_case("sleep, drug 1 to drug 2", drug[[1]], drug[[2]]),
  change_case("scores of 37", scores(m37), scores(after37)))), ",\n", sep = "")
cat('"alphas": ', all_of(c(
  alpha_case("attitude", as.matrix(attitude)), alpha_case("scale, 37 people", m37), alpha_case("scale, 250 people", m250))), "\n", sep = "")
cat("}\n")
