#!/usr/bin/env bash
# R package posterior 1.4.0 (Debian 12; R 4.2.2): of chains of two or three draws, rhat and all effective sizes take chains for draws. Chains are
# cut in halves by x[1:floor(half), ], and R makes a plain vector of the one row that a half then is: n chains of 2 draws become 2 chains of n.
# So four chains that have never met, each at a place of its own, have an R-hat below 1, which says that they agree. By the definition, halves
# of one draw have no variance within, and R-hat no value. From four draws on, R-hat is large, as it should be.
# Seen: chains near 0, 10, 20 and 30 have an R-hat of 0.93 and an ess_mean of 4 after two draws each and after three, an R-hat of 2.67 after four.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir -p archives/partial root
: >status
apt-get install -qq -y --download-only --no-install-recommends -o Dir::State::status="$folder/status" -o Dir::Cache::archives="$folder/archives" \
  -o Debug::NoLocking=1 -o APT::Sandbox::User=root r-cran-posterior=1.4.0+dfsg-1 >/dev/null
# The C library must be that of the loader.
rm archives/libc6_*
for package in archives/*.deb; do dpkg -x "$package" root; done
usr=$folder/root/usr
lib=$(dirname root/usr/lib/*/blas)
lib=$folder/$lib:$folder/root/lib/$(basename "$lib"):$folder/$lib/blas:$folder/$lib/lapack
cat >run.R <<'R'
suppressMessages(library(posterior))
report <- function(draws) {
  x <- sapply(c(0, 10, 20, 30), function(place) place + c(0, 1, 0.5, 1.5)[1:draws])
  sprintf("%d draws: R-hat %.2f, ess_mean %s", draws, rhat(x), format(ess_mean(x)))
}
found <- sapply(2:4, report)
writeLines(found)
expected <- c("2 draws: R-hat 0.93, ess_mean 4", "3 draws: R-hat 0.93, ess_mean 4", "4 draws: R-hat 2.67, ess_mean NA")
quit(status = if (packageVersion("posterior") == "1.4.0" && identical(found, expected)) 0 else 1)
R
env -i R_HOME="$usr/lib/R" R_LIBS="$usr/lib/R/site-library" LD_LIBRARY_PATH="$lib" PATH="$PATH" "$usr/lib/R/bin/exec/R" --vanilla --no-echo -f run.R
