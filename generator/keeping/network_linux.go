package keeping

import "golang.org/x/sys/unix"

// network names the network file system that a directory is on; empty: none that is
// known.
func network(data string) (string, error) {
	var stat unix.Statfs_t
	if err := unix.Statfs(data, &stat); err != nil {
		return "", err
	}
	return networkName(uint32(stat.Type)), nil //nolint:gosec,unconvert // 32 bits on every system, whatever its width
}

// networkName names the network file system of a number of statfs(2).
func networkName(kind uint32) string {
	return map[uint32]string{
		unix.NFS_SUPER_MAGIC: "NFS", unix.SMB_SUPER_MAGIC: "SMB", unix.CIFS_SUPER_MAGIC: "SMB", unix.SMB2_SUPER_MAGIC: "SMB",
		unix.AFS_SUPER_MAGIC: "AFS", unix.CODA_SUPER_MAGIC: "Coda",
	}[kind]
}
