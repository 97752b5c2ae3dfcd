package dev.sluice.modules.system;

import dev.sluice.modules.system.accounts.AccountOf;
import dev.sluice.modules.system.accounts.AuthorizedKeyModule;
import dev.sluice.modules.system.accounts.DatabaseEntries;
import dev.sluice.modules.system.accounts.GetentModule;
import dev.sluice.modules.system.accounts.GroupEntry;
import dev.sluice.modules.system.accounts.GroupModule;
import dev.sluice.modules.system.accounts.UserEntry;
import dev.sluice.modules.system.accounts.UserModule;
import dev.sluice.modules.system.block.BlockDevice;
import dev.sluice.modules.system.block.FileSystemSize;
import dev.sluice.modules.system.command.CommandModule;
import dev.sluice.modules.system.command.CommandOutput;
import dev.sluice.modules.system.command.DeclaredOutput;
import dev.sluice.modules.system.command.PathExists;
import dev.sluice.modules.system.command.RawModule;
import dev.sluice.modules.system.command.ScriptModule;
import dev.sluice.modules.system.command.ShellModule;
import dev.sluice.modules.system.files.AccessTime;
import dev.sluice.modules.system.files.ChecksumOf;
import dev.sluice.modules.system.files.ContentOf;
import dev.sluice.modules.system.files.CurrentUser;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileDetails;
import dev.sluice.modules.system.files.LocalTime;
import dev.sluice.modules.system.files.TreeOf;
import dev.sluice.modules.system.files.copy.CopyModule;
import dev.sluice.modules.system.files.copy.TemplateModule;
import dev.sluice.modules.system.files.edit.BlockInFileModule;
import dev.sluice.modules.system.files.edit.LineInFileModule;
import dev.sluice.modules.system.files.edit.ReplaceModule;
import dev.sluice.modules.system.files.read.FetchModule;
import dev.sluice.modules.system.files.read.FindModule;
import dev.sluice.modules.system.files.read.SlurpModule;
import dev.sluice.modules.system.files.read.StatModule;
import dev.sluice.modules.system.files.state.FileModule;
import dev.sluice.modules.system.files.state.TempFileModule;
import dev.sluice.modules.system.files.unarchive.ArchiveUnpacked;
import dev.sluice.modules.system.files.unarchive.UnarchiveModule;
import dev.sluice.modules.system.flow.AssertModule;
import dev.sluice.modules.system.flow.DebugModule;
import dev.sluice.modules.system.flow.FailModule;
import dev.sluice.modules.system.flow.PauseModule;
import dev.sluice.modules.system.flow.PingModule;
import dev.sluice.modules.system.flow.SetFactModule;
import dev.sluice.modules.system.flow.ShellAnswers;
import dev.sluice.modules.system.flow.WaitForModule;
import dev.sluice.modules.system.kernel.HostnameModule;
import dev.sluice.modules.system.kernel.KernelSetting;
import dev.sluice.modules.system.kernel.SysctlModule;
import dev.sluice.modules.system.mounts.FilesystemModule;
import dev.sluice.modules.system.mounts.MountModule;
import dev.sluice.modules.system.mounts.MountTable;
import dev.sluice.modules.system.network.GetUrlModule;
import dev.sluice.modules.system.network.HttpAnswer;
import dev.sluice.modules.system.network.UriModule;
import dev.sluice.modules.system.packages.AptModule;
import dev.sluice.modules.system.packages.AptSimulation;
import dev.sluice.modules.system.packages.DebFile;
import dev.sluice.modules.system.packages.ListsAge;
import dev.sluice.modules.system.packages.PackageModule;
import dev.sluice.modules.system.packages.PackageVersions;
import dev.sluice.modules.system.repositories.GitCopy;
import dev.sluice.modules.system.repositories.GitModule;
import dev.sluice.modules.system.schedule.CronModule;
import dev.sluice.modules.system.schedule.CrontabOf;
import dev.sluice.modules.system.services.InitScript;
import dev.sluice.modules.system.services.ServiceModule;
import dev.sluice.modules.system.services.SystemdModule;
import dev.sluice.modules.system.services.UnitState;
import dev.sluice.modules.system.setup.NodeName;
import dev.sluice.modules.system.setup.SetupModule;
import dev.sluice.modules.system.setup.SystemFacts;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Family;
import dev.sluice.spi.Module;
import java.time.Clock;
import java.util.List;

/** The modules for one Linux host. */
public final class SystemFamily implements Family {
    private final Clock clock = Clock.systemUTC();

    @Override
    public String name() {
        return "system";
    }

    // One entry per line, sorted.
    @Override
    public List<Module<?>> modules() {
        return List.of(
                new AptModule(),
                new AssertModule(),
                new AuthorizedKeyModule(),
                new BlockInFileModule(),
                new CommandModule(clock),
                new CopyModule(),
                new CronModule(),
                new DebugModule(),
                new FailModule(),
                new FetchModule(),
                new FileModule(),
                new FilesystemModule(),
                new FindModule(),
                new GetUrlModule(),
                new GetentModule(),
                new GitModule(),
                new GroupModule(),
                new HostnameModule(),
                new LineInFileModule(),
                new MountModule(),
                new PackageModule(),
                new PauseModule(),
                new PingModule(),
                new RawModule(clock),
                new ReplaceModule(),
                new ScriptModule(clock),
                new ServiceModule(),
                new SetFactModule(),
                new SetupModule(),
                new ShellModule(clock),
                new SlurpModule(),
                new StatModule(),
                new SysctlModule(),
                new SystemdModule(),
                new TempFileModule(),
                new TemplateModule(),
                new UnarchiveModule(),
                new UriModule(),
                new UserModule(),
                new WaitForModule());
    }

    // One entry per line, sorted.
    @Override
    public List<Class<? extends Fact<?>>> facts() {
        return List.of(
                AccessTime.class,
                AccountOf.class,
                AptSimulation.class,
                ArchiveUnpacked.class,
                BlockDevice.class,
                ChecksumOf.class,
                CommandOutput.class,
                ContentOf.class,
                CrontabOf.class,
                DatabaseEntries.class,
                DebFile.class,
                DeclaredOutput.class,
                FileAt.class,
                FileDetails.class,
                FileSystemSize.class,
                GitCopy.class,
                GroupEntry.class,
                HttpAnswer.class,
                InitScript.class,
                KernelSetting.class,
                ListsAge.class,
                LocalTime.class,
                MountTable.class,
                CurrentUser.class,
                NodeName.class,
                PackageVersions.class,
                PathExists.class,
                ShellAnswers.class,
                SystemFacts.class,
                TreeOf.class,
                UnitState.class,
                UserEntry.class);
    }
}
