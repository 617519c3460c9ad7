# Tables of the user's own (--data DIR) go on top, without a rebuild; wrong rows are named.
mkdir -p mine/actors
printf 'id\tname\tkind\tfrom\tto\tsector\tcase\tsource\nNOR\tThe Fjordish Kingdom\tname\t\t\t\t\town\n' >mine/actors/state_names.tsv
echo 'On 3 May 2021 The Fjordish Kingdom and Iceland signed a defence agreement.' >a.txt
expect 0 "$entente" read --format jsonl --date 2021-05-04 a.txt
hasnt out '"NOR"'
expect 0 "$entente" read --format jsonl --date 2021-05-04 --data mine a.txt
has out '"NOR"'
printf 'id\tname\n' >mine/actors/state_names.tsv
expect 1 "$entente" read --data mine a.txt
has err 'state_names.tsv'
printf 'id\tname\tkind\tfrom\tto\tsector\tcase\tsource\nNOR\tNorge\tname\tsoon\t\t\t\town\n' >mine/actors/state_names.tsv
expect 1 "$entente" read --data mine a.txt
has err 'state_names.tsv:2'
expect 1 "$entente" read --data nowhere a.txt
has err 'nowhere'
