#!/usr/bin/env bash
# Builds the quickstart, installs the load generators where they are missing, and puts the one under load by the others.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v wrk >/dev/null || ! command -v hey >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends wrk hey
fi
mvn -q -f examples/pom.xml -Dmaven.test.skip=true package
java -jar load-tests/storm/target/storm.jar http "$@"
