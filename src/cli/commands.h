/* The commands of the program: one file each (cmd_<name>.c), one line each in the table of main.c.
 *
 * Adding one: write cmd_<name>.c with the function and its help text, declare both here, add the line to the table in
 * main.c and the file to meson.build, write docs/man/entente-<name>.1.scd and a test in tests/cli/. The completions
 * and the list of `entente help` come from the table. */
#ifndef ENTI_COMMANDS_H
#define ENTI_COMMANDS_H

/* argv[0] is the command's name. Returns the exit code: 0 fine, 1 failed, 2 wrong usage. */
int cmd_read(int argc, char **argv);
int cmd_add(int argc, char **argv);
int cmd_show(int argc, char **argv);
int cmd_ties(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_parse(int argc, char **argv);
int cmd_relate(int argc, char **argv);
int cmd_actor(int argc, char **argv);
int cmd_actors(int argc, char **argv);
int cmd_facts(int argc, char **argv);
int cmd_lint_data(int argc, char **argv);
int cmd_load(int argc, char **argv);
int cmd_similarity(int argc, char **argv);
int cmd_posture(int argc, char **argv);
int cmd_network(int argc, char **argv);
int cmd_turning_points(int argc, char **argv);
int cmd_closeness(int argc, char **argv);
int cmd_report(int argc, char **argv);
int cmd_export(int argc, char **argv);
int cmd_serve(int argc, char **argv);
int cmd_doctor(int argc, char **argv);

/* What `entente help NAME` prints: usage line, purpose, options. */
extern const char cmd_read_help[], cmd_add_help[], cmd_show_help[], cmd_ties_help[], cmd_check_help[], cmd_parse_help[], cmd_actor_help[],
    cmd_actors_help[], cmd_facts_help[], cmd_lint_data_help[], cmd_doctor_help[], cmd_serve_help[], cmd_relate_help[], cmd_load_help[], cmd_similarity_help[],
    cmd_posture_help[], cmd_network_help[], cmd_turning_points_help[],
    cmd_closeness_help[], cmd_export_help[], cmd_report_help[];

int cmd_submit(int argc, char **argv);
extern const char cmd_submit_help[];
int cmd_work(int argc, char **argv);
extern const char cmd_work_help[];
int cmd_queue(int argc, char **argv);
extern const char cmd_queue_help[];

#endif
