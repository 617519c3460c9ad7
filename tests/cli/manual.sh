# The manual pages and the help say the same: every command has both, with the same options.
for c in $("$entente" help | sed -n 's/^  \([a-z-]*\)  .*/\1/p'); do
  page=$root/docs/man/entente-$c.1.scd
  [ -e "$page" ] || fail "no manual page for $c"
  grep -q "^\*$c\*" "$root/docs/man/entente.1.scd" || fail "entente.1 does not name $c"
  "$entente" help "$c" | grep -E '^ +--' | grep -oE -e '--[a-z-]+' | sort -u >help.options
  grep -oE '^\*--[a-z-]+' "$page" | tr -d '*' | sort -u >page.options
  diff help.options page.options || fail "options of $c differ between help and manual"
done
if command -v scdoc >/dev/null; then
  for page in "$root"/docs/man/*.scd; do
    scdoc <"$page" >page.1 || fail "$page is no scdoc"
  done
fi
