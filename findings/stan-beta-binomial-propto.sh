#!/usr/bin/env bash
# Stan Math of Debian 12 (r-cran-stanheaders 2.21.0-7-2, which r-cran-rstan compiles models with): beta_binomial_lpmf<true>, which is what a statement
# k ~ beta_binomial(n, alpha, beta) calls, has the right derivatives of alpha and beta, and is 0. Not only what is constant is behind
# `if (include_summand<propto>::value)`, but all of the sum; so what is dropped is the whole density. Nothing is said of it.
# Hamiltonian Monte Carlo then follows the forces of one density and accepts by another: draws are of neither. Written as
# target += beta_binomial_lpmf(k | n, alpha, beta), the same model has both.
# Seen, of 3 successes among 5 with beta = 2, at alpha = 1, 2 and 3: 0, 0 and 0 with slopes 0.740, 0.199 and 0.038; whole, −1.946, −1.540 and −1.435.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir -p archives/partial root
: >status
apt-get install -qq -y --download-only --no-install-recommends -o Dir::State::status="$folder/status" -o Dir::Cache::archives="$folder/archives" \
  -o Debug::NoLocking=1 -o APT::Sandbox::User=root r-cran-stanheaders=2.21.0-7-2 libboost1.74-dev g++-12 >/dev/null
for package in archives/*.deb; do dpkg -x "$package" root; done
r=$folder/root/usr/lib/R/site-library
cat >check.cpp <<'C'
#include <cmath>
#include <cstdio>
#include <stan/math/rev/scal.hpp>
int main() {
  using stan::math::var;
  const double whole[] = {-1.9459101, -1.5404450, -1.4350845};
  bool seen = true;
  for (int i = 0; i < 3; i++) {
    var alpha = 1.0 + i;
    var dropped = stan::math::beta_binomial_lpmf<true>(3, 5, alpha, 2.0);
    dropped.grad();
    double full = stan::math::beta_binomial_lpmf<false>(3, 5, alpha, 2.0).val();
    std::printf("alpha %d: up to constants %g with slope %.3f; whole %.3f\n", 1 + i, dropped.val(), alpha.adj(), full);
    seen = seen && dropped.val() == 0 && alpha.adj() > 0.03 && std::fabs(full - whole[i]) < 1e-6;
  }
  return seen ? 0 : 1;
}
C
bin=$folder/root/usr/bin
lib=$(dirname root/usr/lib/*/libmpfr.so.6)
PATH="$bin:$PATH" LD_LIBRARY_PATH="$folder/$lib" "$bin"/*-linux-gnu-g++-12 --sysroot="$folder/root" -std=c++14 -w \
  -I"$r/StanHeaders/include" -I"$r/RcppEigen/include" -I"$folder/root/usr/include" check.cpp -o check
./check
