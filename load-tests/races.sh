#!/usr/bin/env bash
# Builds the races and runs them on the JDK in the path and, where there is one, on JDK 25: JDK25_HOME, or a Temurin
# beside it. Without options it takes a short look; otherwise they are those of jcstress, such as -m default, -t NAME.
# Ends with a failure if any forbidden result was seen on any JDK.
set -euo pipefail
cd "$(dirname "$0")"
mvn -q -B -f pom.xml -pl ..,jcstress -DskipTests -Djdk25.skip=true package

(($#)) || set -- -m quick -sc false -af NONE -jvmArgs -Xmx256m -time 1000 -iters 1
javas=("$(command -v java)")
jdk25=${JDK25_HOME:-$(compgen -G '/usr/lib/jvm/temurin-25-jdk-*' | head -1 || true)}
if [[ -n $jdk25 ]]; then javas+=("$jdk25/bin/java"); else echo "races: no JDK 25 found" >&2; fi

failed=0
for java in "${javas[@]}"; do
  "$java" -version 2>&1 | sed -n 1p
  out=$PWD/jcstress/target/$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p')
  mkdir -p "$out"
  (cd "$out" && "$java" -jar ../jcstress.jar -r "$out" "$@") || failed=1
done
exit $failed
