# shellcheck shell=bash
# What the scripts in this folder share. It is read by them, not started by itself.

HERE=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
BUILD="$HERE/server/target"
JAVA_NEEDED=25
NODE_NEEDED=20
NPM_NEEDED=10

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
fail() {
  warn "$*"
  exit 1
}

# The comment at the head of the script that asks, without its first line.
help() {
  sed -n '2,/^[^#]/{/^#/!d;s/^# \{0,1\}//;p;}' "$0"
  exit 0
}

# Sets value to an option's value, given as "--name value" or "--name=value", and taken to how many words that is.
value='' taken=1
value_of() {
  if [ "${1#*=}" != "$1" ]; then
    value=${1#*=} taken=1
  else
    [ $# -ge 2 ] || fail "$1 needs a value; see bin/${0##*/} --help"
    # shellcheck disable=SC2034 # read by the script
    value=$2 taken=2
  fi
}

absolute() {
  case "$1" in
    /*) printf '%s\n' "$1" ;;
    *) printf '%s/%s\n' "$PWD" "$1" ;;
  esac
}

# ---- What the machine must have ------------------------------------------------------------------------------------

as_root() { if [ "$(id -u)" = 0 ]; then printf ''; else printf 'sudo '; fi; }

# Whether Debian's tools know a package, in at least a major version.
apt_has() {
  local candidate
  command -v apt-cache >/dev/null || return 1
  candidate=$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: *\([0-9]*:\)\{0,1\}\([0-9][0-9]*\).*/\2/p')
  [ -n "$candidate" ] && [ "$candidate" -ge "${2:-0}" ]
}

# hint_jdk, hint_maven, hint_node: the command that installs it here.
hint_jdk() {
  if command -v brew >/dev/null; then say "brew install openjdk@$JAVA_NEEDED"
  elif apt_has "openjdk-$JAVA_NEEDED-jdk-headless"; then say "$(as_root)apt-get install -y openjdk-$JAVA_NEEDED-jdk-headless"
  elif apt_has "temurin-$JAVA_NEEDED-jdk"; then say "$(as_root)apt-get install -y temurin-$JAVA_NEEDED-jdk"
  elif command -v dnf >/dev/null; then say "$(as_root)dnf install -y java-$JAVA_NEEDED-openjdk-devel"
  elif [ -d "${SDKMAN_DIR:-$HOME/.sdkman}" ]; then say "sdk install java $JAVA_NEEDED-tem"
  else say "curl -s https://get.sdkman.io | bash && bash -ic 'sdk install java $JAVA_NEEDED-tem'"; fi
}

hint_maven() {
  if command -v brew >/dev/null; then say "brew install maven"
  elif command -v apt-get >/dev/null; then say "$(as_root)apt-get install -y maven"
  elif command -v dnf >/dev/null; then say "$(as_root)dnf install -y maven"
  else say "curl -s https://get.sdkman.io | bash && bash -ic 'sdk install maven'"; fi
}

hint_node() {
  if command -v brew >/dev/null; then say "brew install node@22"
  elif apt_has nodejs "$NODE_NEEDED"; then
    if apt-cache policy nodejs | grep -q nodesource; then say "$(as_root)apt-get install -y nodejs"
    else say "$(as_root)apt-get install -y nodejs npm"; fi
  elif command -v apt-get >/dev/null; then
    say "curl -fsSL https://deb.nodesource.com/setup_22.x | $(as_root)bash - && $(as_root)apt-get install -y nodejs"
  elif command -v dnf >/dev/null; then say "$(as_root)dnf install -y nodejs npm"
  else say "curl -fsSL https://fnm.vercel.app/install | bash && fnm install 22"; fi
}

java_major() { "$1/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p'; }

# Sets and exports JAVA_HOME to a JDK that is new enough.
find_jdk() {
  local home major
  for home in "${JAVA_HOME:-}" "$HERE"/jdk /usr/lib/jvm/*"$JAVA_NEEDED"* /usr/lib/jvm/* /opt/*jdk*"$JAVA_NEEDED"* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$HOME"/.sdkman/candidates/java/*"$JAVA_NEEDED"* "$HOME"/.sdkman/candidates/java/current \
    "$(dirname "$(dirname "$(readlink -f "$(command -v javac || echo /none/none/none)")")")"; do
    [ -x "$home/bin/javac" ] || continue
    major=$(java_major "$home")
    if [ "${major:-0}" -ge "$JAVA_NEEDED" ]; then
      JAVA_HOME=$home
      export JAVA_HOME
      return
    fi
  done
  fail "Havendesk needs JDK $JAVA_NEEDED or newer. Install it with: $(hint_jdk)   (or set JAVA_HOME)"
}

find_maven() {
  command -v mvn >/dev/null || fail "Havendesk is built by Maven. Install it with: $(hint_maven)"
}

find_node() {
  local node npm
  node=$(node --version 2>/dev/null | awk -F'[v.]' '{ print $2 * 100 + $3 }') || true
  npm=$(npm --version 2>/dev/null | cut -d. -f1) || true
  if [ "${node:-0}" -lt $((NODE_NEEDED * 100 + 19)) ] || [ "${npm:-0}" -lt "$NPM_NEEDED" ]; then
    fail "Havendesk's console is built by Node.js $NODE_NEEDED.19 or newer with npm $NPM_NEEDED or newer. Install them with: $(hint_node)"
  fi
}

# ---- The build -----------------------------------------------------------------------------------------------------

if command -v sha256sum >/dev/null; then SHA=(sha256sum); else SHA=(shasum -a 256); fi

# A name for the state of everything that the program is built from. Contents, not times: an unpacked upgrade may be
# older than what was built before it.
fingerprint() {
  (
    cd "$HERE" || exit
    find pom.xml .mvn server/pom.xml server/src/main web \
      \( -name node_modules -o -name dist -o -name '.*' ! -name .mvn \) -prune -o -type f -print0 |
      LC_ALL=C sort -z | xargs -0 "${SHA[@]}"
  ) | "${SHA[@]}" | cut -c1-16
}

# What a log says last, without the marks that are of use to nobody who waits.
doing() {
  local line
  line=$(sed -e 's/\x1b\[[0-9;]*m//g' -e '/^WARNING/d' -e '/^npm warn/d' -e 's/^[0-9-]* [0-9:.]* [A-Z]*  *//' -e 's/^\[[A-Z]*\] *//' -e 's/^--- \(.*\) ---$/\1/' -e '/^[ -]*$/d' \
    -e "s|$HERE/||g" -e 's| with javac .*||' -e 's|^AOTCache creation is complete.*|Storing what was learned|' \
    -e 's|^Reading AOTConfiguration .*|Linking the classes that a start needs|' "$1" | tail -n 1 | cut -c1-100)
  say "${line:-still at it} ..."
}

# Runs a command with its output in a log, telling every ten seconds where it is. patiently LOG COMMAND...
patiently() {
  local log=$1 pid begun=$SECONDS told=$SECONDS
  shift
  "$@" </dev/null >"$log" 2>&1 &
  pid=$!
  trap 'kill "$pid" 2>/dev/null; exit 130' INT TERM
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.3
    if [ $((SECONDS - told)) -ge 10 ]; then
      told=$SECONDS
      say "  $((SECONDS - begun)) s: $(doing "$log")"
    fi
  done
  trap - INT TERM
  wait "$pid"
}

# Builds the program when its sources have changed. Sets APP to the folder that it runs from. A running program keeps
# its own folder, so that building does not pull the classes from under it.
build() {
  local state log
  state=$(fingerprint)
  APP="$BUILD/run/$state"
  [ -f "$APP/.done" ] && return

  find_maven
  find_node
  mkdir -p "$BUILD" 2>/dev/null && [ -w "$BUILD" ] ||
    fail "Havendesk must be built first, and $(id -un) may not write to $BUILD: start it once as the owner of that folder"
  if command -v flock >/dev/null; then
    exec 9>"$BUILD/.build.lock"
    flock -n 9 || { say "Waiting for another build of Havendesk ..." && flock 9; }
    if [ -f "$APP/.done" ]; then
      exec 9>&-
      return
    fi
  fi

  log="$BUILD/build.log"
  say "Building Havendesk (the first time takes some minutes) ..."
  forget_old_classes
  if ! patiently "$log" mvn -B -ntp -f "$HERE/pom.xml" -Dmaven.test.skip=true -Dspotless.check.skip=true \
    package -pl server -am; then
    grep -a '^\[ERROR\]\|npm error' "$log" | awk '!seen[$0]++' | head -n 20 >&2 || true
    fail "The build failed; all of it is in $log"
  fi
  extract "$state"
  say "Built in $SECONDS s."
  if command -v flock >/dev/null; then exec 9>&-; fi
}

# What an older version left must not be in the new one: two migrations of one number would keep it from starting. The
# console stays, it knows by itself whether it is new.
forget_old_classes() {
  [ ! -d "$BUILD/classes" ] || find "$BUILD/classes" -mindepth 1 -maxdepth 1 ! -name static -exec rm -rf {} +
  rm -rf "$BUILD/maven-status" "$BUILD/generated-sources"
}

# The layout that starts fastest: one small jar and a folder of libraries.
extract() {
  local fresh="$BUILD/run/.$1.$$"
  rm -rf "$fresh"
  mkdir -p "$BUILD/run"
  "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$BUILD/havendesk-app.jar" extract --destination "$fresh" >/dev/null
  mv "$fresh/havendesk-app.jar" "$fresh/havendesk.jar"
  touch "$fresh/.done"
  rm -rf "$APP"
  mv "$fresh" "$APP"
  forget_old_builds
}

# Keeps this build and the two before it.
forget_old_builds() {
  local old
  # shellcheck disable=SC2012 # our own names, no odd characters
  ls -1td "$BUILD"/run/*/ 2>/dev/null | tail -n +4 | while read -r old; do rm -rf "$old"; done
}

# ---- Running -------------------------------------------------------------------------------------------------------

# Sets JAVA_FLAGS: those of a small server.
java_flags() {
  JAVA_FLAGS=(
    "-Xmx${HAVENDESK_MEMORY:-512m}"
    -XX:+UseSerialGC
    -XX:+ExitOnOutOfMemoryError
    --enable-native-access=ALL-UNNAMED
    -Dfile.encoding=UTF-8
  )
  # shellcheck disable=SC2206 # words on purpose
  JAVA_FLAGS+=(${HAVENDESK_JAVA_OPTIONS:-})
}

# Classes loaded and linked ahead of time, kept beside the build that they belong to: made by one run that starts the
# program, asks for its first pages and stops. Whatever goes wrong here, Havendesk starts without it.
prepare() {
  local cache log java
  [ "${HAVENDESK_AOT:-on}" = on ] || return 0
  java=$("$JAVA_HOME/bin/java" -version 2>&1 | "${SHA[@]}" | cut -c1-8)
  cache="$APP/classes-$java.aot"
  if [ ! -s "$cache" ] && [ -w "$APP" ] && [ ! -e "$cache.failed" ]; then
    log="$APP/prepare.log"
    say "Preparing for quick starts (once after each build) ..."
    if ! HAVENDESK_PORT=0 HAVENDESK_SMTP_PORT=0 HAVENDESK_REHEARSAL=true patiently "$log" \
      "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" -XX:AOTCacheOutput="$cache" -Xlog:aot=error -jar "$APP/havendesk.jar" ||
      [ ! -s "$cache" ]; then
      rm -f "$cache"
      touch "$cache.failed"
      warn "That did not work (see $log); Havendesk runs without, and starts more slowly."
    fi
  fi
  if [ -s "$cache" ]; then JAVA_FLAGS+=(-XX:AOTCache="$cache" -Xlog:aot=off -Xlog:cds=off); fi
}
