package dev.sluice.modules.storage;

import dev.sluice.modules.storage.disk.BlankDiskModule;
import dev.sluice.modules.storage.exports.ExportsModule;
import dev.sluice.modules.storage.exports.ExportsTable;
import dev.sluice.modules.storage.exports.HostResolves;
import dev.sluice.modules.storage.exports.OtherExports;
import dev.sluice.modules.storage.lvm.LogicalVolumes;
import dev.sluice.modules.storage.lvm.LvmModule;
import dev.sluice.modules.storage.lvm.MetadataSpares;
import dev.sluice.modules.storage.lvm.PhysicalVolumes;
import dev.sluice.modules.storage.lvm.VolumeGroups;
import dev.sluice.modules.storage.proxmox.access.AccessIds;
import dev.sluice.modules.storage.proxmox.access.AccessRoles;
import dev.sluice.modules.storage.proxmox.access.AccessRules;
import dev.sluice.modules.storage.proxmox.access.AccessUsers;
import dev.sluice.modules.storage.proxmox.access.PveumModule;
import dev.sluice.modules.storage.proxmox.storage.PvesmModule;
import dev.sluice.modules.storage.proxmox.storage.StorageConfig;
import dev.sluice.modules.storage.proxmox.storage.StorageStates;
import dev.sluice.modules.storage.zfs.PoolStatus;
import dev.sluice.modules.storage.zfs.ZpoolModule;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Family;
import dev.sluice.spi.Module;
import java.util.List;

/** The modules and facts about storage on a host. */
public final class StorageFamily implements Family {
    @Override
    public String name() {
        return "storage";
    }

    @Override
    public List<Module<?>> modules() {
        return List.of(
                new BlankDiskModule(), //
                new ExportsModule(), //
                new LvmModule(), //
                new PvesmModule(), //
                new PveumModule(), //
                new ZpoolModule() //
                );
    }

    @Override
    public List<Class<? extends Fact<?>>> facts() {
        return List.of(
                AccessIds.class,
                AccessRoles.class,
                AccessRules.class,
                AccessUsers.class,
                ExportsTable.class,
                HostResolves.class,
                LogicalVolumes.class,
                MetadataSpares.class,
                OtherExports.class,
                PhysicalVolumes.class,
                PoolStatus.class,
                StorageConfig.class,
                StorageStates.class,
                VolumeGroups.class //
                );
    }
}
