# The library as another program uses it: installed, found by pkg-config, shared and static.
build=$(dirname "$entente")
command -v pkg-config >/dev/null || skip "no pkg-config"
[ -z "${SANITIZED:-}" ] || skip "a sanitized library wants a sanitized program"
DESTDIR=$folder/root meson install -C "$build" --no-rebuild >install.log 2>&1 || fail "$(tail -n 5 install.log)"
pc=$(find "$folder/root" -name entente.pc)
installed=$(find "$folder/root" -path '*/bin/entente')
export PKG_CONFIG_PATH=${pc%/*} PKG_CONFIG_SYSROOT_DIR=$folder/root
cat >reader.c <<'END'
#include <entente/entente.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
  static const char text[] = "Chad condemned Peru on 3 May 2021.";
  ent_error err = {0};
  ent_reader *reader;
  ent_document *doc;
  ent_reader_options options = {.data_dir = argc > 1 ? argv[1] : NULL};
  if (ent_reader_open(&options, &reader, &err) != ENT_OK ||
      ent_document_from_bytes(ent_str_of(text), ENT_STR("note"), NULL, &doc, &err) != ENT_OK ||
      ent_reader_read(reader, doc, &err) != ENT_OK) {
    fprintf(stderr, "%s\n", err.message);
    return 1;
  }
  for (size_t i = 0; i < doc->n_claims; i++)
    printf("%s %.*s\n", ent_claim_kind_text(doc->claims[i].kind), ENT_STR_ARG(doc->claims[i].code));
  ent_document_free(doc);
  ent_reader_close(reader);
  return 0;
}
END
cc -std=c17 -Wall -Wextra -Werror reader.c -o shared $(pkg-config --cflags --libs entente) || fail "does not link, shared"
LD_LIBRARY_PATH=${pc%/pkgconfig/*} expect 0 ./shared "$build/data"
has out 'event ACCUSE'
cc -std=c17 reader.c -o static $(pkg-config --cflags entente) "${pc%/pkgconfig/*}/libentente.a" \
  $(PKG_CONFIG_SYSROOT_DIR= pkg-config --libs sqlite3 gumbo libxml-2.0 libarchive uchardet jansson libutf8proc) -lm ||
  fail "does not link, static"
expect 0 ./static "$build/data"
has out 'event ACCUSE'
# each public header compiles alone
for h in "$root"/include/entente/*.h; do
  echo "#include <entente/$(basename "$h")>" >one.c
  cc -std=c17 -Wall -Wextra -Werror -I"$root/include" -fsyntax-only one.c || fail "$h does not compile alone"
done
# the installed program finds its data from where it is
expect 0 "$installed" doctor
has out 'grammar'
