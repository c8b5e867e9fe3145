# parent-tree.jq: does the parent tree lead each mark of a page to the element that lists it?
#
#     qpdf --json file.pdf | jq -f parent-tree.jq
#
# Prints how many marks there are, or fails and prints those that only one side knows.

(.qpdf[1] | with_entries(.key |= sub("^obj:"; "") | .value |= (.value // .stream.dict)))
  as $objects |

# As elements say it: page, number of the mark on it, element.
[$objects | to_entries[] | select(.value | type == "object" and has("/S") and has("/Pg")) |
  .key as $element | .value as $entries | $entries["/K"][] |
  if type == "number" then [$entries["/Pg"], ., $element]
  elif type == "object" then [.["/Pg"], .["/MCID"], $element]
  else empty end] as $listed |

# As pages and the parent tree say it.
[$objects[] | select(type == "object" and has("/Limits")) | .["/Nums"] as $numbers |
  range(0; $numbers | length; 2) | {key: ($numbers[.] | tostring), value: $numbers[. + 1]}]
  | from_entries as $tree |
[$objects | to_entries[] | select(.value | type == "object" and .["/Type"] == "/Page") |
  .key as $page | $tree[.value["/StructParents"] | tostring] | to_entries[] |
  [$page, .key, .value]] as $led |

if ($listed | unique) == ($led | unique) and ($listed | length) == ($listed | unique | length)
then $listed | length
else error("only elements: \($listed - $led), only the tree: \($led - $listed)") end
