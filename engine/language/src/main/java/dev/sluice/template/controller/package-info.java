/** What templates may see of the machine that the runbook runs on, given as parameters and never taken from globals. */
@NullMarked
package dev.sluice.template.controller;

import org.jspecify.annotations.NullMarked;
