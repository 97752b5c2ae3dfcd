# Compares what was predicted with what came. Arguments: $checks, $applies (each a list with one document of `sluice --output
# json`), $others (a list with the document of Ansible's json callback, or null), $playbook, $round and $legitimate (lines of
# legitimate-unknowns.tsv as one text). Output: one object for each task and target.

# How something that was registered in the check differs from what the apply registered; a part that was said to be unknown
# differs from nothing.
def differs($predicted; $actual; $path):
    if ($predicted | type) == "object" and ($predicted | has("$unknown")) then empty
    elif ($predicted | type) == "object" and ($actual | type) == "object" then
        ($predicted + $actual | keys_unsorted[]) as $key
        | if ($predicted | has($key) | not) then {path: ($path + [$key]), predicted: "(absent)", actual: $actual[$key]}
          elif ($actual | has($key) | not) then
              if ($predicted[$key] | type) == "object" and ($predicted[$key] | has("$unknown")) then empty
              else {path: ($path + [$key]), predicted: $predicted[$key], actual: "(absent)"} end
          else differs($predicted[$key]; $actual[$key]; $path + [$key]) end
    elif ($predicted | type) == "array" and ($actual | type) == "array" and ($predicted | length) == ($actual | length) then
        range($predicted | length) as $index | differs($predicted[$index]; $actual[$index]; $path + [$index])
    elif $predicted == $actual then empty
    else {path: $path, predicted: $predicted, actual: $actual} end;

def told: "\(.path | map(tostring) | join(".")): predicted \(.predicted | tojson | .[0:120]), came \(.actual | tojson | .[0:120])";

# A task may run several times (an included file in a loop): the number of the occurrence is part of the key.
def numbered: reduce .[] as $row ({seen: {}, rows: []};
    ($row.key) as $key | (.seen[$key] // 0) as $n | .seen[$key] = $n + 1 | .rows += [$row + {key: "\($key) #\($n)"}]) | .rows;

def told_by_sluice: [.phases[].tasks[] | . as $task | .results | to_entries[]
    | {key: "\(.key) \($task.name)", name: $task.name, target: .key, report: .value}] | numbered;

def by_key: map({key, value: .}) | from_entries;

def told_by_ansible: [.plays[]?.tasks[]? | .task.name as $name | .hosts | to_entries[] | {key: "\(.key) \($name)",
    status: (.value | if .unreachable == true then "unreachable"
        elif .failed == true then "failed" elif .skipped == true then "skipped" elif .changed == true then "changed" else "ok" end)}]
    | numbered | by_key;

$checks[0] as $check | $applies[0] as $apply | $others[0] as $ansible
| ($legitimate | split("\n") | map(select(test("^[^#]") and contains("\t")) | split("\t") | {playbook: .[0], task: .[1], reason: .[2]}))
    as $legitimate |
($check | told_by_sluice) as $predicted
| ($apply | told_by_sluice) as $actual
| ($actual | by_key) as $came
| ($predicted | by_key) as $foreseen
| (($ansible // {}) | told_by_ansible) as $other
| ([$apply.predictions[]? | select(.differences | length > 0)
    | {key: "\(.target) \(.task)", value: (.differences | map("\(.fact): predicted \(.predicted), came \(.actual)") | join("; "))}]
    | from_entries) as $facts
| ($predicted + [$actual[] | select($foreseen[.key] == null)])[]
| .key as $key | .name as $name
| ($foreseen[$key].report.status // "-") as $before
| ($came[$key].report.status // "-") as $after
| ([if $foreseen[$key] == null or $came[$key] == null then empty
    else differs($foreseen[$key].report.registered; $came[$key].report.registered; []) | told end,
    ($facts["\(.target) \(.name)"] // empty)] | join("; ")) as $difference
| ($legitimate | map(select(.playbook == $playbook and .task == $name)) | .[0].reason) as $reason
| {
    round: $round, playbook: $playbook, target, name, predicted: $before, actual: $after,
    ansible: (if $ansible == null then "" else ($other[$key].status // "-") end),
    difference: $difference,
    verdict: (
        if $before == "undecided" then (if $reason == null then "UNKNOWN" else "unknown" end)
        elif $before == "failed" and ($after | IN("failed", "ignored", "rescued") | not) then "FALSE FAILURE"
        elif $before != $after or $difference != "" then "WRONG"
        else "right" end),
    reason: ($reason // $foreseen[$key].report.because // ""),
    why: ($foreseen[$key].report | "\(.message // "") \(.because // "")")
  }
