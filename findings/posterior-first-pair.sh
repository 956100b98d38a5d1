#!/usr/bin/env bash
# R package posterior 1.4.0 (Debian 12; R 4.2.2): the effective size of S draws is S/2, whatever the draws are, in chains of 6 to 11 draws and in
# those of any length that go to and fro. The autocorrelations are summed over 1:max_t; where no pair of them counts, max_t is 0, and 1:0 is
# c(1, 0) in R, not nothing. So lag 0 is counted three times, and the autocorrelation time is 2.
# Chains that creep have as many effective draws as any others; chains that jump to and fro have S log10(S), the cap, with a little noise, and a
# small part of it without, though they tell the more of the mean.
# Seen, of 4 chains: 20 for 10 draws that climb and for 10 that are mixed; of 200 draws to and fro, 400, and 2322 with noise.
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
size <- function(x) round(suppressWarnings(ess_mean(x)))
there <- matrix(c(1, -1), 200, 4)
found <- c(
  climb = size(matrix(1:10, 10, 4)),
  mixed = size(matrix(c(3, 9, 1, 7, 10, 2, 8, 5, 4, 6), 10, 4)),
  alternating = size(there),
  noisy = size(there + 0.3 * sin(seq_len(800)^2))
)
print(found)
quit(status = if (packageVersion("posterior") == "1.4.0" && all(found == c(20, 20, 400, 2322))) 0 else 1)
R
env -i R_HOME="$usr/lib/R" R_LIBS="$usr/lib/R/site-library" LD_LIBRARY_PATH="$lib" PATH="$PATH" "$usr/lib/R/bin/exec/R" --vanilla --no-echo -f run.R
