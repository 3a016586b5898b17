#include "cli/help.h"

static const char general[] =
    "usage: acv-path [path] --from SOURCE --to TARGET [options] SCENARIO...\n"
    "       acv-path check [options] SCENARIO...\n"
    "       acv-path matrix [--from SOURCE] [--to TARGET] SCENARIO...\n"
    "       acv-path list SCENARIO...\n"
    "       acv-path explain [CODE]\n"
    "       acv-path schema\n"
    "\n"
    "Says whether an Amazon Bedrock AgentCore resource can reach a target in a VPC\n"
    "design, and if not, what stops it and what to change. It reads descriptions of\n"
    "the VPC from files and touches no network.\n"
    "\n"
    "Commands (acv-path COMMAND --help tells more)\n"
    "  path      one question, explained hop by hop (the default)\n"
    "  check     whether what the scenario expects holds\n"
    "  matrix    who reaches what, as a table\n"
    "  list      the names usable in --from and --to, and what was read\n"
    "  explain   what an explanation code means, its cause and its remedy\n"
    "  schema    the JSON Schema of a scenario\n"
    "\n"
    "A SCENARIO is a JSON file, a directory of them (read recursively), or - for\n"
    "standard input. It holds what the AWS CLI prints:\n"
    "\n"
    "  aws ec2 describe-subnets > vpc/subnets.json      and so on; then\n"
    "  acv-path --from runtime --to rds:3306 vpc/\n"
    "\n"
    "Exit status: 0 reachable, 1 not or only in part, 2 wrong usage or input,\n"
    "3 undetermined, because the scenario lacks what decides.\n";

static const char path[] =
    "usage: acv-path [path] --from SOURCE --to TARGET [options] SCENARIO...\n"
    "\n"
    "SOURCE\n"
    "  runtime, code-interpreter, browser     all of that kind, or KIND/NAME for one\n"
    "  an id (eni-…, i-…, subnet-…), its unique beginning, or a Name tag\n"
    "  an address of a subnet; or internet\n"
    "\n"
    "TARGET[:PORTS[/PROTOCOL]]\n"
    "  rds, rds/NAME                          on the database's own port\n"
    "  s3, logs, bedrock-runtime and so on    an AWS service, 443/tcp; or by its full\n"
    "                                         name, com.amazonaws.eu-west-1.logs\n"
    "  ecr                                    what pulls an image: ecr.api, ecr.dkr\n"
    "                                         and the layers in Amazon S3\n"
    "  internet, 0.0.0.0/0, ::/0              every public address, 443/tcp\n"
    "  an address or prefix, an id or a Name tag as above: every protocol and port\n"
    "  PORTS is 443, 8000-8100 or *; PROTOCOL a name or number, tcp if not given;\n"
    "  /icmp asks for all of ICMP, /ping for echo requests; [v6]:443 for IPv6\n"
    "\n"
    "Options\n"
    "  --format text|json      text for people (default), JSON for programs\n"
    "  -o, --output FILE       write there instead of to standard output\n"
    "  --what-if CHANGE        answer for the design after a change (repeatable):\n"
    "                          an AWS CLI command, a fragment of a scenario (JSON),\n"
    "                          or a file of either, - for standard input\n"
    "  --fix                   only the best remedy, as a script for sh, which\n"
    "                          --what-if takes as well\n"
    "  --ephemeral-ports A-B   the client's ports; 1024-65535 if not given\n"
    "  --no-dns                take names as already resolved\n"
    "  --data DIR              tables that replace the built-in AWS data\n"
    "  --color WHEN            auto (default), always or never; NO_COLOR is honoured\n"
    "  -q, --quiet             no warnings\n"
    "  -v, --verbose           everything: all packet sets, all paths, what was read\n"
    "  -h, --help              this text\n"
    "  --version               the version\n"
    "\n"
    "Examples\n"
    "  acv-path --from runtime --to rds:3306 scenario.json\n"
    "  acv-path --from browser/research --to internet vpc/\n"
    "  acv-path --from runtime --to rds --what-if change.sh vpc/\n"
    "  acv-path --from eni-0a1b --to 10.0.2.0/24:8000-8100 --format json vpc/ | jq .\n"
    "\n"
    "Exit status: 0 reachable, 1 unreachable or partial, 2 wrong usage or input,\n"
    "3 undetermined.\n";

static const char check[] =
    "usage: acv-path check [options] SCENARIO...\n"
    "\n"
    "Verifies what the scenarios expect of themselves, for use in CI. Expectations\n"
    "stand in a scenario, or in a file of their own that is given along with it:\n"
    "\n"
    "  { \"Expectations\": [\n"
    "    { \"From\": \"runtime\", \"To\": \"rds:3306\", \"Expect\": \"reachable\",\n"
    "      \"Because\": \"orders are written there\" } ] }\n"
    "\n"
    "From and To are those of path; Expect is reachable, unreachable, partial or\n"
    "undetermined.\n"
    "\n"
    "Options\n"
    "  --format text|json, --what-if CHANGE, -o FILE, --ephemeral-ports A-B, --no-dns,\n"
    "  --data DIR, --color WHEN, -q, -v   as for path\n"
    "\n"
    "Exit status: 0 all checks pass, 1 one fails, 2 wrong usage or input,\n"
    "3 none fails, but one is undetermined.\n";

static const char matrix[] =
    "usage: acv-path matrix [--from SOURCE] [--to TARGET] [options] SCENARIO...\n"
    "\n"
    "Prints who reaches what: AgentCore resources and network interfaces by\n"
    "databases, file systems, AWS services, the internet and network interfaces.\n"
    "Interfaces of one subnet with the same groups that nothing tells apart share a\n"
    "row and a column. Each cell is what acv-path would answer: yes, no, part (some\n"
    "ports, addresses or placements), or ? (it depends on what the scenario lacks).\n"
    "A source that reaches nothing is \"cut off\". More than 60 targets make a list.\n"
    "\n"
    "Options\n"
    "  --from SOURCE           only the rows of what this names, as for path\n"
    "  --to TARGET[:PORTS]     only its columns, asked for these ports\n"
    "  --format text|json|csv  text for people (default), JSON for programs, a\n"
    "                          line for each cell for spreadsheets\n"
    "  --what-if CHANGE, --ephemeral-ports A-B, --no-dns, --data DIR, --color WHEN,\n"
    "  -o FILE, -q, -v\n"
    "                          as for path; -v names every target that is reached\n"
    "\n"
    "Examples\n"
    "  acv-path matrix vpc/\n"
    "  acv-path matrix --from runtime --to rds vpc/\n"
    "  acv-path matrix --format csv -o reach.csv vpc/\n"
    "\n"
    "Exit status: 0, or 2 for wrong usage or input.\n";

static const char list[] =
    "usage: acv-path list [options] SCENARIO...\n"
    "\n"
    "Prints the names that --from and --to understand for these scenarios, and how\n"
    "many resources of each kind were read.\n"
    "\n"
    "Options\n"
    "  --format text|json, --what-if CHANGE, -o FILE, --color WHEN, -q, -v\n"
    "                          as for path\n";

static const char explain[] =
    "usage: acv-path explain [options] [CODE]\n"
    "\n"
    "Prints what an explanation code means, what causes it, what to change, what a\n"
    "user sees, how to verify it in the account, and where AWS documents it. Without\n"
    "CODE, all codes that an answer can have.\n"
    "\n"
    "Options\n"
    "  --format text|json, -o FILE, --color WHEN, --data DIR   as for path\n";

static const char schema[] =
    "usage: acv-path schema [-o FILE]\n"
    "\n"
    "Prints the JSON Schema (draft 2020-12) of a scenario, for editors and\n"
    "validators.\n";

const char *
acv_help_text(const AcvOptions *options)
{
    static const char *const texts[] = {
        [ACV_COMMAND_PATH] = path, [ACV_COMMAND_CHECK] = check,     [ACV_COMMAND_MATRIX] = matrix,
        [ACV_COMMAND_LIST] = list, [ACV_COMMAND_EXPLAIN] = explain, [ACV_COMMAND_SCHEMA] = schema,
    };
    return options && options->has_command ? texts[options->command] : general;
}
