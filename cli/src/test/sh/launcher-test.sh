#!/bin/sh
# Tests the launcher in a project of its own, with a java, a mvn and JDK folders that only pretend.
# Usage: launcher-test.sh LAUNCHER SHELL     prints "ok NAME" or "not ok NAME: why" a test
set -u

launcher=$1
shell=$(command -v "$2")
box=$(mktemp -d "${TMPDIR:-/tmp}/fovea launcher.XXXXXX") || exit 1
box=$(cd -P "$box" && pwd)
trap 'rm -rf "$box"' EXIT
project="$box/my project"
path=$PATH

# ---- the pretended world ----

jdk() { # folder, version
  mkdir -p "$1/bin"
  printf 'IMPLEMENTOR="Nobody"\nJAVA_VERSION="%s"\nJAVA_VERSION_DATE="2026-01-01"\n' "$2" >"$1/release"
  cat >"$1/bin/java" <<'JAVA'
#!/bin/sh
case " $* " in
  *' dev.fovea.cli.Rehearsal '*)
    [ "${REHEARSAL_EXIT:-}" ] && exit "$REHEARSAL_EXIT"
    sleep "${REHEARSAL_SLEEP:-0}"
    for word in "$@"; do
      case $word in -XX:AOTCacheOutput=*) printf '%s\n' "$@" >"${word#*=}" ;; esac
    done
    exit
    ;;
esac
[ "${JAVA_EXIT:-}" ] && exit "$JAVA_EXIT"
printf 'java %s\nfolder %s\npid %s\n' "$(dirname "$(dirname "$0")")" "$(pwd)" "$$"
for word in "$@"; do printf 'word %s\n' "$word"; done
JAVA
  cp "$1/bin/java" "$1/bin/javac"
  chmod +x "$1/bin/java" "$1/bin/javac"
}

setup() { # a fresh project, one JDK 25 in the usual folder, nothing in the environment
  rm -rf "$box/usr" "$box/opt" "$box/Library" "$box/home" "$box/bin" "$project"
  mkdir -p "$project/graph/src/main/java" "$project/cli/src/main/java" "$box/home" "$box/bin" "$box/away"
  # The same launcher, its absolute folders moved into the box: the JDKs of this machine stay unseen.
  sed "s| /usr/| '$box'/usr/|g; s| /opt/| '$box'/opt/|g; s| /Library/| '$box'/Library/|g" \
    "$launcher" >"$project/fovea"
  chmod +x "$project/fovea"
  touch "$project/pom.xml" "$project/graph/pom.xml" "$project/graph/src/main/java/Op.java"
  cat >"$box/bin/mvn" <<'MVN'
#!/bin/sh
echo "$JAVA_HOME" >>"$BOX/builds"
echo '[INFO] Building fovea-graph 0.1.0-SNAPSHOT [2/9]'
sleep "${MVN_SLEEP:-0}"
[ "${MVN_FAIL:-}" ] && { printf '%s\n' "$MVN_FAIL"; exit 1; }
mkdir -p cli/target/fovea/lib
MVN
  chmod +x "$box/bin/mvn"
  for tool in sh dirname readlink find head tail awk date mkdir rmdir rm mv ln sleep grep uname cat env; do
    ln -s "$(PATH=$path command -v "$tool")" "$box/bin/$tool" 2>/dev/null
  done
  rm -f "$box/builds"
  jdk "$box/usr/lib/jvm/jdk-25" 25.0.1
}

fovea() { # runs the launcher away from its folder; out, err and code
  (cd "$box/away" && env -i HOME="$box/home" PATH="$box/bin" BOX="$box" LANG=C.UTF-8 \
    ${with:+"$with"} ${and:+"$and"} "$shell" "${at:-$project/fovea}" "$@") >"$box/out" 2>"$box/err"
  code=$?
  out=$(cat "$box/out")
  err=$(cat "$box/err")
}

builds() { if [ -f "$box/builds" ]; then grep -c . "$box/builds"; else echo 0; fi; }

failures=0
check() { # name, what was seen, pattern that it must match
  case $2 in
    $3) printf 'ok %s\n' "$1" ;;
    *)
      printf 'not ok %s: expected %s, got %s\n' "$1" "$3" "$(printf '%s' "$2" | head -c 2000 | tr '\n' '|')"
      failures=$((failures + 1))
      ;;
  esac
}

with='' and='' at=''

# ---- the JDK ----

setup
fovea train
check 'JDK 25 in the usual folder' "$out" "java $box/usr/lib/jvm/jdk-25*"

setup
jdk "$box/mine" 26-ea
with="JAVA_HOME=$box/mine" fovea train
check 'JAVA_HOME goes first' "$out" "java $box/mine*"

setup
jdk "$box/mine" 26.0.1
jdk "$box/other one" 25
with="JAVA_HOME=$box/mine" and="FOVEA_JAVA_HOME=$box/other one" fovea train
check 'FOVEA_JAVA_HOME goes before JAVA_HOME' "$out" "java $box/other one*"
check 'and Maven gets the same' "$(cat "$box/builds")" "$box/other one"

setup
with="FOVEA_JAVA_HOME=$box/none" fovea train
check 'a wrong FOVEA_JAVA_HOME is named' "$code $err" "2 fovea: FOVEA_JAVA_HOME names $box/none, which is not a JDK 25 or newer; correct it or leave it out."

setup
jdk "$box/old" 17.0.15
with="JAVA_HOME=$box/old" fovea train
check 'an old JAVA_HOME is passed over' "$out" "java $box/usr/lib/jvm/jdk-25*"

setup
rm -rf "$box/usr"
jdk "$box/in path" 25.0.2
ln -s "$box/in path/bin/java" "$box/java.link"
ln -s "../java.link" "$box/bin/java"
fovea train
check 'a java on PATH, through two links' "$out" "java $box/in path*"

for folder in "$box/opt/jdk-25" "$box/Library/Java/JavaVirtualMachines/x.jdk/Contents/Home" \
  "$box/home/.sdkman/candidates/java/25-tem" "$box/home/.jdks/temurin-25"; do
  setup
  rm -rf "$box/usr"
  jdk "$folder" 25.0.1
  fovea train
  check "JDK in ${folder#"$box"}" "$out" "java $folder*"
done

setup
rm -rf "$box/usr/lib/jvm/jdk-25"
jdk "$box/usr/lib/jvm/jdk-17" 17.0.15
jdk "$box/usr/lib/jvm/jdk-8" 1.8.0_402
fovea train
check 'no JDK: one sentence, exit code 2' "$code $err" "2 fovea: Fovea needs a JDK 25 or newer, but the newest one here is 17 in $box/usr/lib/jvm/jdk-17; install one (https://adoptium.net has one for every system) or set JAVA_HOME to its folder."
check 'no JDK: no build' "$(builds)" 0

setup
rm "$box/usr/lib/jvm/jdk-25/bin/javac"
fovea train
check 'a Java without compiler is no JDK' "$code $err" "2 *JAVA_HOME, PATH and the usual folders hold none;*"

# ---- how the program starts ----

setup
fovea train 'a b' '*' ''
check 'arguments pass unchanged' "$out" "*
word dev.fovea.cli.Main
word train
word a b
word \*
word "
check 'the folder of the caller stays' "$out" "*folder $box/away*"
check 'class path with a space' "$out" "*
word -cp
word $project/cli/target/fovea/lib/\*
*"
with='FOVEA_OPTS=-Xmx8g -Dx=*' fovea train
check 'FOVEA_OPTS are flags of the machine' "$out" "*
word -Xmx8g
word -Dx=\*
word -XX:AOTCache=*
word -cp
*"
check 'an up-to-date program starts silently' "$err" ''
with=JAVA_EXIT=7 fovea train
check 'the exit code is the program'"'"'s' "$code" 7

setup
mkdir "$box/links"
ln -s "../my project/fovea" "$box/links/one"
ln -s "$box/links/one" "$box/links/two"
at=$box/links/two fovea train
check 'through a chain of links' "$out" "*$project/cli/target/fovea/lib*"
at="../links/one" fovea train
check 'through a relative link, by a relative path' "$out" "*$project/cli/target/fovea/lib*"

setup
fovea train
(cd "$box/away" && exec env -i HOME="$box/home" PATH="$box/bin" BOX="$box" \
  "$shell" "$project/fovea" x >"$box/out") &
wait
check 'the program takes the place of the launcher' "$(cat "$box/out")" "*
pid $!
*"

# ---- the build ----

setup
fovea train
check 'the first call builds' "$(builds)" 1
check 'with one line of progress' "$err" "Building Fovea (once;*log: $project/target/build.log) ..."
fovea train
check 'the second call does not' "$(builds)" 1
touch "$project/graph/src/main/java/Op.java"
fovea train
check 'a newer source builds again' "$(builds)" 2
touch "$project/graph/pom.xml"
fovea train
check 'a newer pom.xml builds again' "$(builds)" 3
sleep 1
rm "$project/graph/src/main/java/Op.java"
fovea train
check 'a deleted source builds again' "$(builds)" 4
rm -rf "$project/cli/target"
fovea train
check 'a cleaned project builds again' "$(builds)" 5
mkdir -p "$project/graph/src/test/java"
touch "$project/graph/src/test/java/OpTest.java"
fovea train
check 'a newer test does not' "$(builds)" 5

setup
with="MVN_FAIL=[ERROR] COMPILATION ERROR : 
[ERROR] /x/Op.java:[3,4] ';' expected
[ERROR] Failed to execute goal" fovea train
check 'a failed build names its first error and its log' "$code $err" "1 Building*
fovea: the build failed: /x/Op.java:\[3,4\] ';' expected (log: $project/target/build.log)"
check 'and starts nothing' "$out" ''
fovea train
check 'the call after it builds again' "$(builds) $code" '2 0'

setup
rm "$box/bin/mvn"
fovea train
check 'no Maven: one sentence, exit code 2' "$code $err" "2 fovea: the first call builds Fovea with Maven 3.8 or newer, but there is no mvn on PATH; install it (*)."

# ---- the start-up cache ----

setup
fovea train
check 'a build makes the start-up cache' "$(cat "$project/cli/target/fovea/fovea.aot")" "*
-cp
$project/cli/target/fovea/lib/\*
dev.fovea.cli.Rehearsal"
check 'with the flags that the program has' "$(cat "$project/cli/target/fovea/fovea.aot")" "*
-XX:+UseSerialGC
*-Donnxruntime.native.path=$project/cli/target/fovea/natives
*"
check 'and the program uses it' "$out" "*
word -XX:AOTCache=$project/cli/target/fovea/fovea.aot
*"
rm "$project/cli/target/fovea/fovea.aot"
fovea train
check 'without it the program starts too' "$code $(builds) $out" "0 1 *
word train"
case $out in *AOT*) check 'and names none' "$out" none ;; esac

setup
with=REHEARSAL_EXIT=1 fovea train
check 'a rehearsal that fails does not fail the build' "$code $(builds) $out" "0 1 *
word train"
check 'and leaves no cache' "$(find "$project/cli/target" -name '*.aot*')" ''
fovea train
check 'nor builds again' "$(builds)" 1

setup
(cd "$box/away" && exec env -i HOME="$box/home" PATH="$box/bin" BOX="$box" REHEARSAL_SLEEP=3 \
  "$shell" "$project/fovea" train >"$box/out" 2>"$box/err") &
sleep 1
kill -TERM $!
wait $!
check 'a rehearsal that is stopped says so' "$? $(cat "$box/err")" '143 *fovea: the build was stopped; the next call starts it again.'
fovea train
check 'and the next call builds again' "$code $(builds)" '0 2'

# ---- what is compiled how ----

touch "$box/away/model.onnx" "$box/away/a.jpg" "$box/away/b.jpg"
quick() { # words; says whether the machine is told to compile soon
  fovea "$@"
  case $out in *-XX:TieredStopAtLevel=1*) echo yes ;; *) echo no ;; esac
}
check 'one picture is answered by code that is compiled soon' "$(quick predict model.onnx a.jpg --json)" yes
check 'so is a question' "$(quick --version) $(quick info model.onnx)" 'yes yes'
check 'two pictures are not' "$(quick predict model.onnx a.jpg b.jpg)" no
check 'nor a folder, nor a glob' "$(quick predict model.onnx .) $(quick predict model.onnx '*.jpg')" 'no no'
check 'nor learning, nor another program' "$(quick train classify --data .) $(quick)" 'no no'
with=FOVEA_OPTS=-XX:TieredStopAtLevel=4 fovea info model.onnx
check 'FOVEA_OPTS come later' "$out" "*
word -XX:TieredStopAtLevel=1
word -XX:TieredStopAtLevel=4
*"

# ---- several calls at once ----

setup
for n in 1 2 3; do
  (cd "$box/away" && env -i HOME="$box/home" PATH="$box/bin" BOX="$box" MVN_SLEEP=2 \
    "$shell" "$project/fovea" "call$n" >"$box/out$n" 2>"$box/err$n") &
done
wait
check 'three calls at once build once' "$(builds)" 1
check 'and all three start' "$(cat "$box/out1" "$box/out2" "$box/out3")" '*call1*call2*call3*'
check 'two say that they wait' "$(cat "$box/err1" "$box/err2" "$box/err3" | grep -c '^Waiting for another call (process [0-9]*)')" 2
check 'the lock is gone' "$(find "$project/target" -name 'fovea.lock*')" ''

setup
mkdir -p "$project/target"
ln -s 999999999 "$project/target/fovea.lock"
fovea train
check 'the lock of a dead call is broken' "$code $(builds)" '0 1'

setup
(cd "$box/away" && exec env -i HOME="$box/home" PATH="$box/bin" BOX="$box" MVN_SLEEP=3 \
  "$shell" "$project/fovea" train >"$box/out" 2>"$box/err") &
sleep 1
kill -TERM $!
wait $!
check 'a stopped build says so' "$? $(cat "$box/err")" '143 *fovea: the build was stopped; the next call starts it again.'
check 'and leaves no lock' "$(find "$project/target" -name 'fovea.lock*')" ''

exit $((failures > 0))
